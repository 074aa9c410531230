internal import ArgumentParser
internal import CFaultVFS
internal import Glibc

/// What happens at which write, sync or truncation: `kill:12`, `full:3+` for this one and all that follow.
struct Strike: ExpressibleByArgument, CustomStringConvertible {
    enum Kind: String, CaseIterable {
        case kill, torn, full, io
        case ioAfter = "io-after"
        case lie

        fileprivate var code: fault_kind {
            switch self {
            case .kill: FAULT_KILL
            case .torn: FAULT_KILL_TORN
            case .full: FAULT_FULL
            case .io: FAULT_IO
            case .ioAfter: FAULT_IO_AFTER
            case .lie: FAULT_LIE
            }
        }
    }

    let kind: Kind
    let at: Int
    var isForEver = false

    init(_ kind: Kind, at number: Int, isForEver: Bool = false) {
        self.kind = kind
        self.at = number
        self.isForEver = isForEver
    }

    init?(argument: String) {
        let parts = argument.split(separator: ":")
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
        guard let number = Int(parts[1].prefix { $0.isNumber }), number > 0 else { return nil }
        self.init(kind, at: number, isForEver: parts[1].hasSuffix("+"))
    }

    var description: String { "\(self.kind.rawValue):\(self.at)\(self.isForEver ? "+" : "")" }
}

/// The files of SQLite, seen through.
enum Shim {
    struct NotInstalled: Error {}

    /// Must come before the first connection.
    static func install(_ strike: Strike?, log: String?, walSyncs: Bool) throws {
        guard strike != nil || log != nil || !walSyncs else { return }
        let descriptor = log.map { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600) } ?? -1
        let kind = strike?.kind.code ?? FAULT_NONE
        let result = fault_vfs_install(
            Int32(kind.rawValue),
            Int64(strike?.at ?? 0),
            strike?.isForEver == true ? 1 : 0,
            descriptor,
            walSyncs ? 1 : 0
        )
        guard result == 0, log == nil || descriptor >= 0 else { throw NotInstalled() }
    }

    static func mark(_ text: String) { fault_vfs_mark(text) }

    static var count: Int { Int(fault_vfs_count()) }

    /// Changes a file behind the engine's back.
    static func tamper(_ db: String, _ sql: String) throws {
        guard fault_tamper(db, sql) == 0 else { throw NotInstalled() }
    }
}

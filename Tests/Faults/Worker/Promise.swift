internal import Glibc
internal import SQLiteRuntime
internal import SagaModel

/// What a worker says on its output; after a kill it is all that the outside knows.
enum Promise: Equatable {
    case ready
    case started(String)
    case heard(source: String, id: String, number: Int)
    case moved(String, status: String)
    case failed(String)
    case settled(points: Int, writes: Int)
    /// Only in a recording: how long the state of the systems was.
    case systems(size: Int)
    /// Only in a recording: what the head outside the database says.
    case head(String)

    /// Past every buffer, in one piece; and into the record of what was written before.
    static func say(_ promise: Self) {
        Surroundings.note()
        Shim.mark(promise.line)
        let bytes = Array("\(promise.line)\n".utf8)
        _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    static func say(_ progress: Progress) {
        guard case .moved(let id, _, let status) = progress else { return }
        Self.say(.moved(id.rawValue, status: status.rawValue))
    }

    var line: String {
        switch self {
        case .ready: "ready"
        case .started(let order): "started\t\(order)"
        case .heard(let source, let id, let number): "heard\t\(source)\t\(id)\t\(number)"
        case .moved(let id, let status): "moved\t\(id)\t\(status)"
        case .failed(let why): "failed\t\(why.split(whereSeparator: \.isNewline).joined(separator: " "))"
        case .settled(let points, let writes): "settled\t\(points)\t\(writes)"
        case .systems(let size): "systems\t\(size)"
        case .head(let text): "head\t\(text)"
        }
    }

    init?(line: Substring) {
        let parts = line.split { $0 == "\t" }.map { String($0) }
        switch (parts.first, parts.count) {
        case ("ready", 1): self = .ready
        case ("started", 2): self = .started(parts[1])
        case ("heard", 4): self = .heard(source: parts[1], id: parts[2], number: Int(parts[3]) ?? 0)
        case ("moved", 3): self = .moved(parts[1], status: parts[2])
        case ("failed", 2...): self = .failed(parts.dropFirst().joined(separator: " "))
        case ("settled", 3): self = .settled(points: Int(parts[1]) ?? 0, writes: Int(parts[2]) ?? 0)
        case ("head", 2): self = .head(parts[1])
        case ("systems", 2): self = .systems(size: Int(parts[1]) ?? 0)
        default: return nil
        }
    }
}

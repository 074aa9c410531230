internal import CFaultVFS
internal import Foundation

/// What the shim wrote down: every change of a file in order, and what was promised in between.
struct Recording {
    enum Step {
        case open(file: Int, name: String)
        case write(file: Int, offset: Int, bytes: Data)
        case truncate(file: Int, size: Int)
        case sync(file: Int)
        case delete(name: String, isSynced: Bool)
        case promise(Promise)
    }

    struct Unreadable: Error {}

    let steps: [Step]

    init(path: String) throws {
        var rest = try Data(contentsOf: URL(filePath: path))[...]
        var steps: [Step] = []
        while !rest.isEmpty { steps.append(try Self.take(&rest)) }
        self.steps = steps
    }

    private static func take(_ rest: inout Data) throws -> Step {
        let header = MemoryLayout<fault_record>.size
        guard rest.count >= header else { throw Unreadable() }
        let record = rest.prefix(header).withUnsafeBytes { $0.loadUnaligned(as: fault_record.self) }
        rest = rest.dropFirst(header)
        let bytes = Data(rest.prefix(Int(record.length)))
        guard bytes.count == Int(record.length) else { throw Unreadable() }
        rest = rest.dropFirst(bytes.count)
        let (file, offset, text) = (Int(record.file), Int(record.offset), String(decoding: bytes, as: UTF8.self))
        switch fault_operation(UInt32(record.operation)) {
        case FAULT_OPEN: return .open(file: file, name: text)
        case FAULT_WRITE: return .write(file: file, offset: offset, bytes: bytes)
        case FAULT_TRUNCATE: return .truncate(file: file, size: offset)
        case FAULT_SYNC: return .sync(file: file)
        case FAULT_DELETE: return .delete(name: text, isSynced: offset != 0)
        case FAULT_MARK:
            guard let promise = Promise(line: text[...]) else { throw Unreadable() }
            return .promise(promise)
        default: throw Unreadable()
        }
    }
}

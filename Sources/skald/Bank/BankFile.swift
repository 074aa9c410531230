internal import Bank
internal import Documents
internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#endif

/// A bank's file on disk, read piece by piece as often as it takes.
struct BankFile {
    private static let pieceBytes = 256 << 10

    let path: String
    let aliases: [String: String]

    /// Hands over each part as it is read; nothing is known to be good before it returns.
    func read(_ take: (BankPart) async throws -> Void) async throws {
        let file = Glibc.open(self.path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw FileProblem(file: self.path, line: nil, path: "", expected: "cannot be read; expected a bank's file")
        }
        defer { close(file) }
        var reader = BankFileReader(aliases: self.aliases)
        var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
        var progress = 0
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                throw FileProblem(file: self.path, line: nil, path: "", expected: "cannot be read to its end")
            }
            guard count > 0 else { break }
            for part in try reader.feed(buffer[..<count]) { try await take(part) }
            progress += count
            if progress.isMultiple(of: 16 << 20) { Terminal.progress("… \(self.path): \(progress >> 20) MB read") }
        }
        for part in try reader.finish() { try await take(part) }
    }

    /// Whether the file is a report about payments, as its first lines say.
    var isPaymentReport: Bool {
        let file = Glibc.open(self.path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var start = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(file, &start, start.count)
        return String(decoding: start.prefix(max(0, count)), as: UTF8.self).contains("CstmrPmtStsRpt")
    }
}

internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#endif

/// Data goes to standard output, messages to standard error; colour and progress to people only.
enum Terminal {
    static let showsProgress = isatty(STDERR_FILENO) == 1

    static let hasColour: Bool = {
        let isPlain = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return isatty(STDOUT_FILENO) == 1 && !isPlain
    }()

    static func say(_ text: String) { self.write(text + "\n", to: STDOUT_FILENO) }

    static func note(_ text: String) { self.write(text + "\n", to: STDERR_FILENO) }

    static func progress(_ text: String) {
        if self.showsProgress { self.note(text) }
    }

    /// Everything on standard input, whatever it is.
    static func input() -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return all }
            all += buffer.prefix(count)
        }
    }

    /// Unbuffered, so that a watcher at the other end of a pipe sees each line when it is written.
    private static func write(_ text: String, to file: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

internal import FoundationEssentials

/// Why another system refused, in its words.
struct JSONProblem: Decodable, CustomStringConvertible {
    let code: String
    let message: String?

    /// Nothing when the answer is not a problem that can be read.
    init?(_ bytes: [UInt8]) {
        guard let problem = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = problem
    }

    var description: String { self.message.map { "\(self.code), \($0.prefix(300))" } ?? self.code }
}

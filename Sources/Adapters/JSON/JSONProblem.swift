/// Why another system refused, in its words.
struct JSONProblem: Decodable, CustomStringConvertible {
    let code: String
    let message: String?

    var description: String { self.message.map { "\(self.code), \($0.prefix(300))" } ?? self.code }
}

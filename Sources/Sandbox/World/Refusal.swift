/// Why a system did nothing and will not: a code for programs, a sentence for people.
package struct Refusal: Error, Codable, Equatable, Sendable {
    package let code: String
    package let message: String

    package init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension Refusal: CustomStringConvertible {
    package var description: String { "\(self.code): \(self.message)" }
}

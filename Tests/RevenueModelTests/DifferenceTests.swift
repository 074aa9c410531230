import Foundation
import Testing

@Suite("Where Skald deliberately differs")
struct DifferenceTests {
    private struct Difference: Decodable {
        let id: String
        let value: String
        let theirs: String
        let ours: String
        let why: String
    }

    @Test("each case says what, and why, and the table has our number")
    func differences() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/differences.json")
        let differences = try JSONDecoder().decode([Difference].self, from: Data(contentsOf: file))
        let cases = try ["posting", "revenue", "cash"].flatMap { try ReferenceCase.load($0) }
        for difference in differences {
            let example = try #require(cases.first { $0.id == difference.id })
            let numbers = example.expected.values.flatMap(\.self)
            #expect(numbers.contains(difference.ours) && !numbers.contains(difference.theirs), "\(difference.value)")
            #expect(difference.why.count > 40)
        }
        #expect(Set(cases.map(\.id)).count == cases.count, "a case stands in one table")
    }
}

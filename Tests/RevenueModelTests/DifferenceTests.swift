import Testing

@Suite("Where Skald deliberately differs")
struct DifferenceTests {
    private struct Difference: Decodable {
        let id: String
        /// Where only a number differs: which one, theirs, and ours, which the table of cases has.
        let value: String?
        let theirs: String?
        let ours: String?
        let why: String
    }

    @Test("each case says why, and either its table has our number, or it is told nowhere else")
    func differences() throws {
        let cases = try ["posting", "revenue", "cash"].flatMap { try ReferenceCase.load($0) }
        let billed = try BillingCase.all()
        for difference in try CaseFile.rows("differences", as: Difference.self) {
            #expect(difference.why.count > 40, "\(difference.id) needs a sentence")
            let numbers =
                cases.filter { $0.id == difference.id }.flatMap { $0.expected.values.flatMap(\.self) }
                + billed.filter { $0.id == difference.id }.flatMap(\.numbers)
            guard let ours = difference.ours, let theirs = difference.theirs else {
                #expect(!(cases.map(\.id) + billed.map(\.id)).contains(difference.id))
                continue
            }
            #expect(numbers.contains(ours) && !numbers.contains(theirs), "\(difference.value ?? difference.id)")
        }
        #expect(Set(cases.map(\.id)).count == cases.count, "a case stands in one table")
        #expect(Set(billed.map(\.id)).count == billed.count, "a case stands in one table of billing")
    }
}

extension BillingCase {
    /// The amounts of all lines that it expects.
    fileprivate var numbers: [String] {
        self.steps.compactMap { $0.expect?.lines }.joined().compactMap { line in
            line.split(separator: " ").dropFirst(2).first.map(String.init)
        }
    }
}

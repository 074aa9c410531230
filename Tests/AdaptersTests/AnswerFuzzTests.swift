import Mutation
import Testing
import XML

@testable import Adapters

/// Damaged answers never become an outcome that they do not say.
struct AnswerFuzzTests {
    /// So many of each seed, which comes to 200,000 of all readers together.
    private static let documents = 10_000

    @Test(arguments: try FuzzedReader.all(), UInt64(1)...2)
    func `no damage makes an outcome that the answer does not say`(reader: FuzzedReader, seed: UInt64) async {
        var mutator = Mutator(reader.specimens.map { Array($0.utf8) }, mark: reader.mark, seed: seed)
        var counts: [FuzzedReader.Outcome: Int] = [:]
        for number in 0..<Self.documents {
            // Other tests wait for answers meanwhile.
            if number.isMultiple(of: 100) { await Task.yield() }
            let bytes = mutator.next()
            let outcome = reader.read(bytes)
            counts[outcome, default: 0] += 1
            guard !reader.isSaid(outcome, by: bytes) else { continue }
            let document = String(decoding: bytes, as: UTF8.self)
            Issue.record("seed \(seed), number \(number): \(outcome) was read from\n\(document)")
        }
        // Some damage is harmless, so that the oracle has had something to judge; most is not.
        for outcome in reader.outcomes { #expect(counts[outcome, default: 0] > Self.documents / 100, "\(counts)") }
        #expect(counts[.inDoubt, default: 0] > Self.documents / 2, "\(counts)")
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test func `the oracle refuses what is not said, and what is said with its contrary`() throws {
        let reader = try #require(try FuzzedReader.all().first)
        let (yes, no) = ("<s isSuccess=\"true\"/>", "<s isSuccess='0'/>")
        #expect(reader.isSaid(.done, by: Array(yes.utf8)) && reader.isSaid(.refused, by: Array(no.utf8)))
        for text in ["", no, "<!-- \(yes) -->", "<![CDATA[\(yes)]]>", yes + no] {
            #expect(!reader.isSaid(.done, by: Array(text.utf8)), "\(text)")
        }
        #expect(!reader.isSaid(.refused, by: Array(yes.utf8)) && !reader.isSaid(.absent, by: Array(no.utf8)))
    }

    @Test func `an answer with a second, contrary status is in doubt`() throws {
        let both = "<c:status isSuccess=\"true\"/><c:status isSuccess=\"false\"/>"
        let record = "<m:baseRef internalId=\"31\" externalId=\"INV-1001\" type=\"invoice\"/>"
        guard case .text(_, let text) = NetSuiteAnswers.write("upsert", both, record) else { return }
        #expect(try FuzzedReader.all()[0].read(Array(text.utf8)) == .inDoubt)
    }
}

import Foundation
import RevenueModel
import Testing

struct BillingCaseTests {
    @Test(arguments: try BillingCase.all())
    func `a worked case comes out to the cent`(billingCase: BillingCase) throws {
        var world = try CaseWorld(billingCase)
        for step in billingCase.steps { try world.run(step) }
    }

    @Test func `no case is told twice, and each says what it shows`() throws {
        let cases = try BillingCase.all()
        #expect(Set(cases.map(\.id)).count == cases.count)
        #expect(cases.allSatisfy { !$0.shows.isEmpty && !$0.steps.isEmpty })
    }

    @Test func `each case checks something`() throws {
        for billingCase in try BillingCase.all() {
            #expect(billingCase.steps.contains { $0.expect != nil }, "\(billingCase.id) expects nothing")
        }
    }

    @Test func `what Skald does otherwise is told with a reason and is not a case as well`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Cases/billing/differences.json"
        )
        let differences = try JSONDecoder().decode([Difference].self, from: Data(contentsOf: file))
        let told = Set(try BillingCase.all().map(\.id))
        for difference in differences {
            #expect(difference.why.count > 40, "\(difference.id) needs a sentence")
            #expect(!told.contains(difference.id))
        }
    }

    private struct Difference: Decodable {
        var id: String
        var why: String
    }
}

import RevenueModel
import Testing

struct BillingCaseTests {
    @Test(arguments: try BillingCase.all())
    func `a worked case comes out to the cent`(billingCase: BillingCase) throws {
        var world = try CaseWorld(billingCase)
        for step in billingCase.steps { try world.run(step) }
    }

    @Test func `each case says what it shows`() throws {
        #expect(try BillingCase.all().allSatisfy { !$0.shows.isEmpty && !$0.steps.isEmpty })
    }

    @Test func `each case checks something`() throws {
        for billingCase in try BillingCase.all() {
            #expect(billingCase.steps.contains { $0.expect != nil }, "\(billingCase.id) expects nothing")
        }
    }
}

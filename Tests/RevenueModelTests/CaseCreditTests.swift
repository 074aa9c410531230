import RevenueModel
import Testing

@Suite("A credit in which a case ends")
struct CaseCreditTests {
    @Test func `takes tax at the rate of the line, in proportion to what is credited`() throws {
        let memo = try Self.credit([CreditedPart(line: 1, amount: Self.euro(100_00))]).memo()
        #expect(try [memo.net, memo.tax, memo.total, memo.applied] == [100_00, 19_00, 119_00, 119_00].map(Self.euro))
        #expect(memo.number == "CR-CS-1")
        #expect(memo.lines.map(\.corrects) == [1])
    }

    @Test func `sums with earlier credits to the invoice, to the cent`() throws {
        // 100.05 at 19 % is 19.01 of tax; a third of it rounds to 6.34, and the last third gets what is left.
        let third = Self.euro(33_35)
        var earlier: [EarlierCredit] = []
        var taxes: [Int] = []
        for number in 1...3 {
            let memo = try Self.credit([CreditedPart(line: 1, amount: third)], of: 100_05, tax: 19_01, earlier).memo()
            taxes.append(memo.tax.minorUnits)
            earlier.append(
                EarlierCredit(document: "CR-\(number)", line: 1, postedOn: Self.day(0), net: memo.net, tax: memo.tax)
            )
        }
        #expect(taxes == [6_34, 6_33, 6_34])
        #expect(taxes.reduce(0, +) == 19_01)
    }

    @Test func `is all that is left of what is disputed, where support names nothing`() throws {
        let earlier = EarlierCredit(
            document: "CR-0",
            line: 1,
            postedOn: Self.day(0),
            net: Self.euro(200_00),
            tax: Self.euro(38_00)
        )
        let memo = try Self.credit([], [earlier]).memo()
        #expect(memo.total == Self.euro(1_190_00))
    }

    @Test func `refuses more than is left of a line, and names the line`() {
        let credit = Self.credit([CreditedPart(line: 1, amount: Self.euro(1_200_01))])
        let error = #expect(throws: BillingError.self) { try credit.memo() }
        #expect(error?.description.contains("INV-1:1 has less left than is asked for") == true)
    }

    @Test(arguments: CreditExcess.allCases)
    func `above the open amount it stays with the customer or is paid back`(_ excess: CreditExcess) throws {
        // 1428.00 is billed and 1400.00 paid: 119.00 settles the open 28.00, and 91.00 is left.
        let credit = Self.credit([CreditedPart(line: 1, amount: Self.euro(100_00))], paid: 1_400_00, excess: excess)
        #expect(try credit.memo().applied == Self.euro(28_00))
        #expect(try credit.refund() == Self.euro(excess == .payBack ? 91_00 : 0))
    }

    @Test func `takes what is deferred first, and revenue beyond it`() throws {
        // 365 days from 2024-10-04; before 2025-08-01 lie 301 of them: 64 × 1200/365 = 210.41 are deferred.
        let credit = Self.credit([CreditedPart(line: 1, amount: Self.euro(300_00))], on: Self.day(310))
        let consideration = try credit.consideration()
        #expect(consideration.deferred == Self.euro(210_41))
        #expect(consideration.earned == Self.euro(89_59))
        #expect(try credit.adjustment()?.lines.map(\.amount) == [Self.euro(89_59), Self.euro(89_59)])
    }

    @Test func `before service begins it takes nothing out of revenue`() throws {
        let credit = Self.credit([CreditedPart(line: 1, amount: Self.euro(300_00))], on: Self.day(0))
        #expect(try credit.consideration().earned == Self.euro(0))
        #expect(try credit.adjustment() == nil)
    }

    @Test func `knows that an earlier credit was spread over the days that were left then`() throws {
        // 1200.00 less 600.00 at once leaves 600.00 for 365 days; 64 of them are left.
        let earlier = EarlierCredit(
            document: "CR-0",
            line: 1,
            postedOn: Self.day(0),
            net: Self.euro(600_00),
            tax: Self.euro(114_00)
        )
        let parts = [CreditedPart(line: 1, amount: Self.euro(300_00))]
        #expect(try Self.credit(parts, [earlier], on: Self.day(310)).consideration().deferred == Self.euro(105_21))
    }
}

extension CaseCreditTests {
    fileprivate static func euro(_ cents: Int) -> Money { Money(minorUnits: cents, .euro) }

    /// Counted from 2024-10-04.
    fileprivate static func day(_ number: Int) -> LocalDate { LocalDate(daysSinceEpoch: 20_000 + number) }

    fileprivate static func credit(
        _ parts: [CreditedPart],
        of net: Int = 1_200_00,
        tax: Int = 228_00,
        _ earlier: [EarlierCredit] = [],
        paid: Int = 0,
        excess: CreditExcess = .keep,
        on day: LocalDate = Self.day(10)
    ) -> CaseCredit {
        let line = OrderLine(
            number: 1,
            item: "SEAT",
            description: "Seats",
            quantity: Decimal(1),
            unitPrice: Self.euro(net),
            obligation: "access",
            from: Self.day(0),
            until: Self.day(365)
        )
        let invoice = Invoice(
            number: "INV-1",
            order: "Q-1",
            account: Account(id: "ACME", name: "Acme"),
            legalEntity: "de",
            taxCode: "DE-19",
            terms: "net-30",
            issuedOn: Self.day(0),
            dueOn: Self.day(30),
            lines: [InvoiceLine(line, amount: Self.euro(net), tax: Self.euro(tax))],
            net: Self.euro(net),
            tax: Self.euro(tax),
            total: Self.euro(net + tax)
        )
        let settled = earlier.map { $0.net.minorUnits + $0.tax.minorUnits }.reduce(paid, +)
        let standing = InvoiceStanding(
            invoice: invoice,
            isIssued: true,
            paid: Self.euro(paid),
            open: Self.euro(net + tax - settled),
            credits: earlier
        )
        let supportCase = SupportCase(
            id: "CS-1",
            account: "ACME",
            legalEntity: "de",
            subject: "outage",
            openedOn: Self.day(0),
            invoice: "INV-1"
        )
        let resolution = CaseResolution(
            supportCase: "CS-1",
            outcome: .customer,
            decidedOn: day,
            reason: "outage",
            lines: parts,
            excess: excess
        )
        return CaseCredit(supportCase, standing, resolution, number: "CR-CS-1", postedOn: day)
    }
}

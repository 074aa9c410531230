import Foundation
import Testing

/// Three orders of one customer, the last of them held as a draft, and what happens to them.
struct CustomerYear {
    enum Event: String, CaseIterable {
        /// The hold goes that keeps the third invoice a draft.
        case release
        case opened1, resolved1, payment1
        case payment2, chargeback2, decision2
        case payment3, return3, opened3, resolved3
        case payment5, refund5
    }

    let skald: CommandLineUnderTest

    init() throws {
        self.skald = try CommandLineUnderTest()
        let rules = #"receivables: {unmatched: keep-unapplied, tolerance: {EUR: "5.00"}}"# + "\n"
        self.skald.environment["SKALD_CONFIG"] = try self.skald.write(rules, to: "skald.yaml")
        try self.skald.run("hold", "place", "Q-3", "--kind", "dispute", "--reason", "price", "--id", "H-1")
        let text = try String(contentsOfFile: CommandLineUnderTest.fixture("acme-seats"), encoding: .utf8)
        for number in 1...3 {
            let order = try self.skald.write(text.replacing("Q-1042", with: "Q-\(number)"), to: "\(number).yaml")
            try self.skald.run("start", "quote-to-cash", "--order", order)
        }
    }

    /// Tells all of them; those in a row in one file.
    func tell(_ events: [Event]) throws {
        for part in events.split(separator: .release, omittingEmptySubsequences: false).enumerated() {
            if part.offset > 0 { try self.skald.run("hold", "release", "H-1", "--reason", "settled") }
            try self.ingest(part.element.map(\.text))
        }
    }

    /// Whoever waits for somebody to say more is told so: that it may look again.
    func answerWhoeverAsks() throws {
        for round in 1...4 {
            let asked = try self.sagas().compactMap { saga -> String? in
                let name = saga.id.split(separator: "/").last.map(String.init) ?? ""
                switch saga.state {
                case "unidentified", "unclear", "unmatched", "objected":
                    return
                        #"{"source":"desk","id":"\#(name)-\#(round)","type":"payment-identified","about":"\#(name)","#
                        + #""reference":"\#(name)"}"#
                case "awaiting-posting", "unposted":
                    return #"{"source":"desk","id":"\#(name)-\#(round)","type":"invoice-posted","about":"\#(name)"}"#
                case _: return nil
                }
            }
            guard !asked.isEmpty else { return }
            try self.ingest(asked)
        }
    }

    private func ingest(_ events: [String]) throws {
        guard !events.isEmpty else { return }
        let outcome = try self.skald.run(
            "event",
            "ingest",
            try self.skald.write(events.joined(separator: "\n"), to: "e.jsonl")
        )
        #expect([0, 3].contains(outcome.status), "\(outcome.output)\(outcome.messages)")
    }

    func sagas() throws -> [SagaSeen] { try self.skald.run("list", "-o", "json").json(SagasSeen.self).sagas }

    struct Books: Decodable {
        let holds: [String: String]
        let openBalances: [String: String]
        let openCredits: [String: String]
    }

    private struct Shown: Decodable { let counts: Books }

    func books() throws -> Books { try self.skald.run("sandbox", "show", "-o", "json").json(Shown.self).counts }

    private struct Letters: Decodable {
        struct Letter: Decodable {}
        let letters: [Letter]
    }

    func deadLetters() throws -> Int {
        try self.skald.run("dlq", "list", "-o", "json").json(Letters.self).letters.count
    }
}

extension CustomerYear.Event {
    /// As a feed has it.
    var text: String {
        switch self {
        case .release: ""
        case .opened1: Self.opened("CS-1", "INV-1001", #""scope":"line","line":1"#)
        case .resolved1: Self.resolved("CS-1", "500.00")
        case .payment1:
            Self.moved("payment-settled", "received", "PAY-1", "58905.00", Self.advice("INV-1001", "58905.00"))
        case .payment2:
            Self.moved("payment-settled", "received", "PAY-2", "59498.00", Self.advice("INV-1002", "59498.00", false))
        case .chargeback2:
            Self.moved(
                "payment-charged-back",
                "charged-back",
                "DU-2",
                "59498.00",
                #""advice":[],"original":"PAY-2","fee":\#(Self.amount("15.00"))"#
            )
        case .decision2:
            #"{"source":"treasury","id":"DU-2/lost","type":"chargeback-decided","about":"DU-2","#
                + #""reference":"DU-2","verdict":"lost"}"#
        case .payment3:
            Self.moved("payment-settled", "received", "PAY-3", "20000.00", Self.advice("INV-1003", "20000.00"))
        case .return3:
            Self.moved(
                "payment-returned",
                "returned",
                "RET-3",
                "20000.00",
                #""advice":[],"original":"PAY-3","fee":\#(Self.amount("8.00"))"#
            )
        case .opened3: Self.opened("CS-3", "INV-1003", #""scope":"document""#)
        case .resolved3: Self.resolved("CS-3", "800.00")
        case .payment5: Self.moved("payment-settled", "received", "PAY-5", "777.77", Self.customer + #","advice":[]"#)
        case .refund5:
            Self.moved(
                "payment-refunded",
                "refunded",
                "REF-5",
                "777.77",
                Self.customer + #","advice":[],"original":"PAY-5""#
            )
        }
    }

    private static let customer = #""account":"ACME-001","legalEntity":"northwind-de""#

    private static func amount(_ euros: String) -> String { #"{"amount":"\#(euros)","currency":"EUR"}"# }

    private static func advice(_ invoice: String, _ euros: String, _ isInstalment: Bool = true) -> String {
        Self.customer
            + #","advice":[{"document":"\#(invoice)","amount":\#(Self.amount(euros)),"isInstalment":\#(isInstalment)}]"#
    }

    private static func moved(_ event: String, _ kind: String, _ id: String, _ euros: String, _ more: String) -> String
    {
        #"{"source":"treasury","id":"\#(id)","type":"\#(event)","movement":{"kind":"\#(kind)","id":"\#(id)","#
            + #""amount":\#(Self.amount(euros)),"movedOn":"2026-11-20","place":"bank",\#(more)}}"#
    }

    private static func opened(_ name: String, _ invoice: String, _ scope: String) -> String {
        #"{"source":"support","id":"\#(name)-o","type":"case-opened","supportCase":{"id":"\#(name)","#
            + #""account":"ACME-001","legalEntity":"northwind-de","subject":"outage","#
            + #""openedOn":"2026-11-20","invoice":"\#(invoice)",\#(scope)}}"#
    }

    private static func resolved(_ name: String, _ euros: String) -> String {
        #"{"source":"support","id":"\#(name)-r","type":"case-resolved","resolution":{"supportCase":"\#(name)","#
            + #""outcome":"customer","decidedOn":"2026-11-21","reason":"outage","#
            + #""lines":[{"line":1,"amount":\#(Self.amount(euros))}]}}"#
    }
}

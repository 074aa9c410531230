import Foundation
import RevenueModel
import SagaModel
import Testing
import Workflows

struct AmendmentTests {
    @Test(arguments: ["outline.txt", "mmd", "dot"])
    func `the picture is the one that was agreed`(_ form: String) throws {
        try Picture.check(Amendment(), form)
    }

    @Test func `the definition keeps every rule, and its rehearsals come to every step`() {
        #expect(Amendment().check() == [])
    }

    @Test func `documents first, then what they do not book, each under its own number`() throws {
        var run = try Run(0)
        run.answerAll()
        #expect(run.machine.status == .done)
        #expect(run.machine.state == "settled")
        #expect(run.posted == ["AMD-7:1", "AMD-7:2", "AMD-7:3", "AMD-7:4"])
        #expect(run.machine.facts?.posted.count == 4)
        #expect(run.undone.isEmpty)
    }

    @Test func `an amendment that posts nothing commits in billing, once`() throws {
        var run = try Run(1)
        run.answerAll()
        #expect(run.machine.status == .done)
        #expect(run.posted.isEmpty)
        #expect(run.sent.count { $0 == .billing(.issueDelta(amendment: "AMD-8")) } == 1)
    }

    @Test func `a refused posting voids the drafts and takes the amendment of the subscription back`() throws {
        var run = try Run(0)
        run.answerAll(refusing: "delta")
        #expect(run.machine.status == .compensated)
        #expect(
            run.undone == [
                .billing(.voidDelta(amendment: "AMD-7")),
                .billing(.revertAmendment(amendment: "AMD-7", contract: "C-77")),
            ]
        )
    }

    @Test func `a contract that changed meanwhile is left alone`() throws {
        var run = try Run(0)
        run.answerAll(refusing: "contract-version")
        #expect(run.machine.status == .compensated)
        #expect(run.undone.isEmpty && run.posted.isEmpty)
    }

    @Test func `a second document that is refused needs a person, and what is posted stays`() throws {
        var run = try Run(0)
        run.answerAll(refusing: "further-document")
        #expect(run.machine.status == .parked)
        #expect(run.machine.facts?.posted.keys.sorted() == ["AMD-7:1"])
        #expect(run.undone.isEmpty)
    }

    @Test func `amendments of one contract go one at a time, the earlier day first`() throws {
        let claims = Amendment().rehearsals.compactMap { Amendment().claim($0.facts) }
        #expect(claims.map(\.keys) == [["contract C-77"], ["contract C-77"]])
        #expect(claims.map(\.effectiveOn) == ["2026-05-01", "2026-07-01"])
    }

    @Test func `the stored form of its events comes back as it was`() throws {
        var run = try Run(0)
        run.answerAll()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for event in run.events {
            let data = try encoder.encode(event)
            let back = try JSONDecoder().decode(SagaEvent<AmendmentFacts, RevenueReply>.self, from: data)
            #expect(back == event)
            #expect(!String(decoding: data, as: UTF8.self).contains("\"_0\""), "labels on every value")
        }
    }
}

/// An amendment whose systems answer at once.
private struct Run {
    var machine = SagaMachine(id: "amendment/AMD-7", definition: Amendment().definition)
    var events: [SagaEvent<AmendmentFacts, RevenueReply>] = []
    var sent: [RevenueRequest] = []
    var undone: [RevenueRequest] = []
    private var out: [(RevenueRequest, IdempotencyKey, Int)] = []

    /// The numbers that the ERP was sent, in order.
    var posted: [String] {
        self.sent.compactMap { request in
            guard case .erp(let request) = request else { return nil }
            switch request {
            case .postInvoice(let invoice): return invoice.number
            case .postCredit(let credit): return credit.number
            case .postJournal(let entry): return entry.number
            default: return nil
            }
        }
    }

    init(_ story: Int) throws {
        let stories = Amendment().rehearsals
        let facts = try #require(stories.indices.contains(story) ? stories[story].facts : nil)
        let capability = Capability(keyLifetime: .days(1), canLookUp: true, longestFlight: .seconds(2))
        self.feed(.started(facts, Terms(capability: capability)))
    }

    mutating func feed(_ event: SagaEvent<AmendmentFacts, RevenueReply>) {
        self.events.append(event)
        guard case .advanced(let commands) = self.machine.handle(event, at: Moment(milliseconds: 0)) else { return }
        for case .send(let request, let key, let number) in commands { self.out.append((request, key, number)) }
    }

    mutating func answerAll(refusing step: StepName? = nil) {
        while !self.out.isEmpty {
            let (request, key, number) = self.out.removeFirst()
            if key.rawValue.hasSuffix("/undo") { self.undone.append(request) } else { self.sent.append(request) }
            let run = self.machine.runs.first { $0.forward.key == key }
            let isRefused = step != nil && run?.step == step
            let reply = RevenueReply(reference: "doc")
            self.feed(.answered(key, number: number, isRefused ? .failed(.rejected("closed")) : .done(reply)))
        }
    }
}

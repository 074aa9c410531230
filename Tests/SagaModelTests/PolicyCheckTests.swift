import SagaModel
import Testing

/// A policy for every rule, which breaks that one.
struct PolicyCheckTests {
    typealias Sample = Definition<TestFacts, Ask>

    private struct Flow: Workflow {
        let name: WorkflowName = "sample"
        var definition: Sample = .sample

        var rehearsals: [Rehearsal<TestFacts, Ask>] {
            let paid = Signal(id: "bank/1", name: "paid", body: Said(document: "Q-1"))
            return [Rehearsal("well", facts: TestFacts(), signals: [paid]) { Said(document: "doc-\($0.effect)") }]
        }

        func businessKeys(_ facts: TestFacts) -> [String] { [facts.order] }
        func amount(_ facts: TestFacts) -> String? { nil }
    }

    /// What the other systems of the tests promise.
    private static let capability = Capability(keyLifetime: .days(1), canLookUp: false, longestFlight: .minutes(5))

    private static func check(_ policy: Policy, _ definition: Sample = .sample) -> [Finding] {
        let flow = Flow(definition: definition)
        let capabilities = definition.steps.map { ($0.name, Self.capability) }
        return flow.check(policy, capabilities: Dictionary(capabilities) { first, _ in first })
    }

    /// Everything that a policy can say, and nothing wrong with it.
    private static let sound = Policy.sample {
        $0.sequencing["provisioning"] = [
            SequenceRule("eu", when: .isEuropean, order: [["left"], ["success"]]),
            SequenceRule("else", order: [["left", "right"]]),
        ]
        $0.approvals["large"] = .large
        $0.holds["dispute"] = HoldRule(stops: ["post"], on: ["order"], owner: "support")
        $0.cutoffs["books"] = .books(.redate)
        $0.cutoffs["cash"] = CutoffRule(steps: ["apply"], date: "orderedOn", then: .wait, owner: "finance")
        $0.retries.standard = RetryRule(attempts: 3, pause: .seconds(2), timeout: .minutes(5))
        $0.capacity["erp"] = CapacityRule(inFlight: 4)
        $0.compensation["order"] = [
            UndoRule("large", when: .total(.above, "5000.00"), undo: "credit"), UndoRule("else", undo: .own),
        ]
        $0.deadlines["awaiting"] = DeadlineRule(owner: "customer")
        $0.ownership["document"] = ["erp", "bank"]
    }

    @Test func `a sound policy has no finding`() {
        #expect(Self.check(Self.sound).isEmpty)
    }

    @Test func `every rule about policies has one here that breaks it`() {
        #expect(Set(Self.broken.map(\.rule)) == Set(CheckRule.allCases.filter(\.isAboutPolicy)))
        #expect(CheckRule.allCases.count >= 50)
    }

    @Test(arguments: Self.broken.indices)
    func `a policy that breaks the rule is found, with its place and what to do`(_ index: Int) throws {
        let (rule, place, change) = Self.broken[index]
        var policy = Self.sound
        change(&policy)
        let findings = Self.check(policy, Self.definition(for: rule))
        let finding = try #require(findings.first { $0.rule == rule }, "\(rule) is not among \(findings.map(\.rule))")
        #expect(finding.place == place)
        #expect(!finding.reason.isEmpty && !finding.remedy.isEmpty)
    }

    private static func definition(for rule: CheckRule) -> Sample {
        switch rule {
        case .orderAgainstData: Self.taxBeforeInvoice
        case .ambiguousWord: Self.stepNamedLikeASystem
        case _: .sample
        }
    }

    private static let stepNamedLikeASystem = Sample(version: 1, exposing: TestFacts.exposed) {
        State("provisioned") {
            Unordered("provisioning") {
                Compensatable("crm", keep: "it is a note", run: { _ in Ask(effect: "right") })
                Compensatable("left", keep: "it is a note", run: { _ in Ask(effect: "left") })
            }
        }
        State("posted") { Pivot("post") { _ in Ask(effect: "post") } }
    }

    /// The right one needs what the left one teaches.
    private static let taxBeforeInvoice = Sample(version: 1, exposing: TestFacts.exposed) {
        State("provisioned") {
            Unordered("provisioning") {
                Compensatable("left") { _ in
                    Ask(effect: "left")
                } learn: {
                    $0.learned.append($1.document)
                } undo: { _ in
                    Ask(effect: "-left")
                }
                Compensatable("right") {
                    Ask(effect: "right \($0.learned.count)")
                } undo: { _ in
                    Ask(effect: "-right")
                }
            }
        }
        State("posted") { Pivot("post") { _ in Ask(effect: "post") } }
    }

    @Test func `an order that a data dependency allows is allowed`() {
        var policy = Self.sound
        policy.sequencing["provisioning"] = [SequenceRule("tax-first", order: [["left"], ["right"]])]
        #expect(!Self.check(policy, Self.taxBeforeInvoice).contains { $0.rule == .orderAgainstData })
    }

    @Test func `a rule that asks for less stands behind one that asks for more, and not the other way round`() {
        let (more, less) = (Condition.total(.above, "9000.00"), Condition.total(.above, "5000.00"))
        func shadows(_ first: Condition, _ second: Condition) -> Bool {
            var policy = Self.sound
            policy.sequencing["provisioning"] = [
                SequenceRule("first", when: first, order: [["left"]]),
                SequenceRule("second", when: second, order: [["right"]]),
            ]
            return Self.check(policy).contains { $0.rule == .ruleShadowed }
        }
        #expect(shadows(less, more))
        #expect(!shadows(more, less))
        #expect(shadows(.any([less, .isEuropean]), more))
        #expect(shadows(less, .all([.isEuropean, more])))
        #expect(!shadows(.all([less, .isEuropean]), more))
        #expect(!shadows(.not(less), more))
    }

    typealias Change = @Sendable (inout Policy) -> Void

    private static func order(_ order: [[String]]) -> Change {
        { $0.sequencing["provisioning"] = [SequenceRule("one", order: order)] }
    }

    private static func when(_ condition: Condition) -> Change {
        { $0.sequencing["provisioning"] = [SequenceRule("one", when: condition, order: [["left"]])] }
    }

    static let broken: [(rule: CheckRule, place: String, change: Change)] = [
        (.foreignPolicy, "policy", { $0.workflow = "other" }),
        (.unknownGroup, "sequencing.billing", { $0.sequencing["billing"] = [] }),
        (.unknownStep, "approvals.large.before", { $0.approvals["large"]?.before = ["post", "pots"] }),
        (.unknownSystem, "capacity", { $0.capacity["epr"] = CapacityRule(inFlight: 1) }),
        (.unknownRole, "approvals.large.by", { $0.approvals["large"]?.grades = [.init("boss")] }),
        (.unknownFact, "sequencing.provisioning[0].when", Self.when(.test(Comparison("totl", .exists, [.flag(true)])))),
        (.factSort, "sequencing.provisioning[0].when", Self.when(.test(Comparison("total", .above, [.text("5")])))),
        (
            .duplicateRule, "sequencing.provisioning[1].rule",
            {
                $0.sequencing["provisioning"] = [
                    SequenceRule("one", when: .isEuropean, order: [["left"]]), SequenceRule("one", order: [["right"]]),
                ]
            }
        ),
        (
            .ruleShadowed, "sequencing.provisioning[1]",
            {
                $0.sequencing["provisioning"] = [
                    SequenceRule("one", order: [["left"]]),
                    SequenceRule("two", when: .isEuropean, order: [["right"]]),
                ]
            }
        ),
        (.ambiguousWord, "sequencing.provisioning[0].order", Self.order([["crm"], ["right"]])),
        (.orderOutsideGroup, "sequencing.provisioning[0].order", Self.order([["post"], ["left"]])),
        (.orderCycle, "sequencing.provisioning[0].order", Self.order([["left"], ["success"], ["crm"]])),
        (.orderAgainstData, "sequencing.provisioning[0].order", Self.order([["right"], ["left"]])),
        (.approvalGuardsNothing, "approvals.large", { $0.approvals["large"]?.before = [] }),
        (.approvalBindsNothing, "approvals.large", { $0.approvals["large"]?.of = [] }),
        (.approvalAmountUnbound, "approvals.large.of", { $0.approvals["large"]?.of = ["order"] }),
        (.approvalNobodyCanGive, "approvals.large.by", { $0.approvals["large"]?.grades = [.init("auditor")] }),
        (.ceilingWithoutAmount, "approvals.large.by", { $0.approvals["large"]?.amount = nil }),
        (
            .ceilingBelowThreshold, "approvals.large.by",
            { $0.approvals["large"]?.grades = [.init("finance", upTo: .money("5000.00", "EUR"))] }
        ),
        (
            .amountAboveAllCeilings, "approvals.large.by",
            { $0.approvals["large"]?.grades = [.init("finance", upTo: .money("9000.00", "EUR"))] }
        ),
        (.holdStopsNothing, "holds.dispute", { $0.holds["dispute"]?.stops = [] }),
        (.holdAboutNothing, "holds.dispute", { $0.holds["dispute"]?.on = [] }),
        (.lateHoldNotOffered, "holds.dispute.underWay", { $0.holds["dispute"]?.underWay = "shout" }),
        (.cutoffPostsNothing, "cutoffs.books.steps", { $0.cutoffs["books"]?.steps = ["post", "tell"] }),
        (.cutoffTwice, "cutoffs.cash.steps", { $0.cutoffs["cash"]?.steps = ["apply", "post"] }),
        (.postingWithoutCutoff, "cutoffs", { $0.cutoffs["cash"] = nil }),
        (.redateImpossible, "cutoffs.cash.then", { $0.cutoffs["cash"]?.then = .redate }),
        (
            .retryOutlivesKey, "retries.systems.erp",
            { $0.retries.systems["erp"] = RetryRule(attempts: 5, pause: .days(1)) }
        ),
        (.timeoutUnderFlight, "retries.steps.post", { $0.retries.steps["post"] = RetryRule(timeout: .seconds(10)) }),
        (.deadlineWithoutWait, "deadlines.posted", { $0.deadlines["posted"] = DeadlineRule(owner: "finance") }),
        (.ownerMissing, "deadlines.awaiting", { $0.deadlines["awaiting"]?.owner = " " }),
        (
            .undoNotOffered, "compensation.order[0].undo",
            { $0.compensation["order"] = [UndoRule("always", undo: "refund")] }
        ),
        (
            .closedWithoutCutoff, "compensation.order[0].closed",
            { $0.compensation["order"] = [UndoRule("closed", closed: "ledger", undo: "credit")] }
        ),
        (
            .compensationWithoutUndo, "compensation.post",
            { $0.compensation["post"] = [UndoRule("always", undo: "credit")] }
        ),
        (.writerNotOwner, "ownership", { $0.ownership["document"] = ["bank"] }),
    ]
}

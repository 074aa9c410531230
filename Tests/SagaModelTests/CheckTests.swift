import SagaModel
import Testing

/// A definition for every rule, which breaks that one.
struct CheckTests {
    typealias Sample = Definition<TestFacts, Ask>

    @Test func `a sound definition has no finding`() {
        #expect(Sample.sample.check().isEmpty)
    }

    @Test func `what is given up by leaving out the pivot is told, and forbids nothing`() {
        let findings = Sample.amendment.check()
        #expect(findings.map(\.rule) == [.forfeitedUndo])
        #expect(findings.first?.reason.contains("amend") == true)
        #expect(CheckRule.allCases.filter { $0.isNote && !$0.isAboutPolicy } == [.forfeitedUndo])
    }

    @Test func `every rule has a definition here that breaks it`() {
        #expect(Set(Self.broken.map(\.rule)) == Set(CheckRule.allCases.filter { !$0.isAboutPolicy }))
    }

    @Test(arguments: Self.broken.indices)
    func `a definition that breaks the rule is found`(_ index: Int) {
        let (rule, definition, rehearsal) = Self.broken[index]
        let findings = definition.check(rehearsal.map { [$0] } ?? [])
        #expect(findings.contains { $0.rule == rule }, "\(rule) is not among \(findings.map(\.rule))")
        #expect(findings.allSatisfy { !$0.place.isEmpty && !$0.reason.isEmpty && !$0.remedy.isEmpty })
    }

    private static func ask(_ effect: String) -> @Sendable (TestFacts) -> Ask { { _ in Ask(effect: effect) } }
    private static let noSpan: @Sendable (TestFacts) -> Span = { _ in .zero }
    private static let month: @Sendable (TestFacts) -> Span = { _ in .days(30) }

    private static let story = Rehearsal<TestFacts, Ask>(
        "all goes well",
        facts: TestFacts(),
        signals: [Signal(id: "1", name: "paid", body: Said(document: "Q-1"))]
    ) { Said(document: "doc-\($0.effect)") }

    static let broken: [(rule: CheckRule, definition: Sample, rehearsal: Rehearsal<TestFacts, Ask>?)] = [
        (.duplicateState, Self.withTail { State("posted") { Retriable("tell", run: Self.ask("tell")) } }, nil),
        (.duplicateStep, Self.withTail { State("told") { Retriable("post", run: Self.ask("tell")) } }, nil),
        (
            .lateHoldOnNothing,
            Self.withTail {
                State("told") {
                    LateHold("flag", on: "order", place: Self.ask("flag"), release: Self.ask("-flag"))
                }
            }, nil
        ),
        (
            .refusalOfNothing,
            Self.withTail {
                State("told") {
                    Retriable("tell", run: Self.ask("tell"))
                    OnRefusal(of: "tell", goTo: "told", When("again") { _ in true })
                }
            }, nil
        ),
        (.nameStyle, Self.withTail { State("told") { Retriable("Tell Her", run: Self.ask("tell")) } }, nil),
        (.unknownTarget, Self.withTail { State("told") { GoTo("nowhere", When("lost") { _ in false }) } }, nil),
        (.unreachableState, Self.unreachable, nil),
        (
            .unreachableLine,
            Self.withTail {
                State("told") {
                    Finish(); Retriable("tell", run: Self.ask("tell"))
                }
            }, nil
        ),
        (.backOverPivot, Self.withTail { State("told") { GoTo("posted", When("again") { _ in false }) } }, nil),
        (.loopWithoutWait, Self.withTail { State("told") { GoTo("told", When("again") { _ in false }) } }, nil),
        (
            .severalWaits,
            Self.withTail {
                State("told") {
                    Self.wait("paid"); Self.wait("told")
                }
            }, nil
        ),
        (.handlerWithoutWait, Self.withTail { State("told") { On("failed", goTo: "posted") } }, nil),
        (
            .sameSignalTwice,
            Self.withTail {
                State("told") {
                    Self.wait("paid"); On("paid", goTo: "told")
                }
            }, nil
        ),
        (
            .ignoredAndAwaited,
            Self.withTail {
                State("told") {
                    Self.wait("paid"); Ignore("paid", because: "noise")
                }
            }, nil
        ),
        (
            .turnBackAfterPivot,
            Self.withTail { State("told") { Wait(for: "paid", within: Self.month, otherwise: .turnBack) } }, nil
        ),
        (.gateGuardsNothing, Self.withTail { State("told") { Gate(.hold, on: \.order) } }, nil),
        (.strayInGroup, Self.strayInGroup, nil),
        (
            .emptyReason,
            Self.withTail {
                State("told") {
                    Self.wait("paid"); Ignore("x", because: " ")
                }
            }, nil
        ),
        (.forfeitedUndo, .amendment, nil),
        (
            .deadlineNotAhead,
            Self.withTail { State("told") { Wait(for: "paid", within: Self.noSpan, otherwise: .park("late")) } },
            Self.story
        ),
        (.undoNeedsOwnReply, Self.undoNeedsOwnReply, Self.story),
        (.lessonsDoNotCommute, Self.group(Self.appending, Self.appending), Self.story),
        (.siblingChangesRequest, Self.group(Self.appending, { _, _ in }, Self.whatWasLearned), Self.story),
        (
            .stepNeverRehearsed,
            Self.withTail { State("told") { Retriable("tell", When("never") { _ in false }, run: Self.ask("tell")) } },
            Self.story
        ),
    ]

    private static func wait(_ signal: SignalName) -> Wait<TestFacts, Ask> {
        Wait(for: signal, within: Self.month, otherwise: .park("late"))
    }

    private static func withTail(_ tail: () -> State<TestFacts, Ask, Neutral>) -> Sample {
        let tail = tail()
        return Definition(version: 1) {
            State("posted") { Pivot("post", run: Self.ask("post")) }
            tail
        }
    }

    private static func withTail(_ tail: () -> State<TestFacts, Ask, Committed>) -> Sample {
        let tail = tail()
        return Definition(version: 1) {
            State("posted") { Pivot("post", run: Self.ask("post")) }
            tail
        }
    }

    private static let unreachable = Sample(version: 1) {
        State("posted") {
            Pivot("post", run: Self.ask("post")); GoTo("closed")
        }
        State("island") { Retriable("tell", run: Self.ask("tell")) }
        State("closed") { Finish() }
    }

    private static let strayInGroup = Sample(version: 1) {
        State("posted") { Pivot("post", run: Self.ask("post")) }
        State("told") {
            Unordered("telling") {
                Gate(.hold, on: \.order)
                Retriable("tell", run: Self.ask("tell"))
            }
        }
    }

    private static let undoNeedsOwnReply = Sample(version: 1) {
        State("ordered") {
            Compensatable("order", run: Self.ask("order"), learn: Self.appending) {
                Ask(effect: "-\($0.learned.last ?? "")")
            }
        }
        State("posted") { Pivot("post", run: Self.ask("post")) }
    }

    private static let appending: @Sendable (inout TestFacts, Said) -> Void = { $0.learned.append($1.document) }
    private static let whatWasLearned: @Sendable (TestFacts) -> Ask = { Ask(effect: "right \($0.learned.count)") }

    private static func group(
        _ first: @escaping @Sendable (inout TestFacts, Said) -> Void,
        _ second: @escaping @Sendable (inout TestFacts, Said) -> Void,
        _ right: @escaping @Sendable (TestFacts) -> Ask = Self.ask("right")
    ) -> Sample {
        Definition(version: 1) {
            State("posted") { Pivot("post", run: Self.ask("post")) }
            State("told") {
                Unordered("telling") {
                    Retriable("left", run: Self.ask("left"), learn: first)
                    Retriable("right", run: right, learn: second)
                }
            }
        }
    }
}

/// What every runtime owes to a saga.
package enum RuntimeLaw: String, CaseIterable, Sendable {
    case order = "a history is numbered without gaps, in the order of time, and answers only what was asked"
    case replay = "a history told again gives the same decisions, and the saga that lists show"
    case once = "the same saga starts once, and the same event counts once"
    case crash = "a crash at any point doubles no effect, loses no saga, and acts on nothing that is not written"
    case secondCrash = "a crash during the recovery from a crash changes nothing about that"
    case timers = "timers outlive the process, and fire once, not before their time"
    case late = "late and repeated answers are recorded and change nothing"
    case nobody = "an event for nobody is kept, and taken when somebody wants it"
    case person = "a person's word is carried out or refused, and recorded"
    case many = "sagas do not disturb each other, and none is lost"

    /// Why the runtime does not keep the law; `nil` when it does.
    package func violation(by runtime: some RuntimeUnderTest) async throws -> String? {
        do {
            try await self.tryOut(runtime)
            return nil
        } catch let violation as Violation {
            return "\(self.rawValue), but \(violation)"
        }
    }

    private func tryOut(_ runtime: some RuntimeUnderTest) async throws {
        switch self {
        case .order: try await Self.eachStory(runtime) { try Self.checkOrder(try $0.history(Story.id)) }
        case .replay: try await Self.eachStory(runtime) { try Self.checkReplay($0, Story.id) }
        case .once: try await Self.once(runtime)
        case .crash: try await Self.crashes(runtime, Story.all, then: nil)
        case .secondCrash: try await Self.crashes(runtime, Story.troubled, then: 3)
        case .timers: try await Self.timers(runtime)
        case .late: try await Self.late(runtime)
        case .nobody: try await Self.nobody(runtime)
        case .person: try await Self.person(runtime)
        case .many: try await Self.many(runtime)
        }
    }
}

internal import ArgumentParser
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// What every command takes that does something about one saga.
struct Target: ParsableArguments {
    @Argument(help: "The saga's id, or any business key.", completion: .saga) var key: String

    func act(_ act: Act, done participle: String, with word: Word) async throws {
        try await word.act(act, on: self.key, done: participle)
    }
}

/// The revision that somebody saw, and what every command takes.
struct Word: ParsableArguments {
    @Option(name: .customLong("rev"), help: "Only if the saga still has this revision, which show and explain name.")
    var seen: Int?
    @OptionGroup var options: Options

    /// Does it in the operator's name, moves what can move, and shows the saga.
    ///
    /// `participle` is what was to be done to it, for whoever reads why it was not: “retried”; with `judges`, the exit
    /// status tells how the saga stands afterwards.
    func act(_ act: Act, on key: String, done participle: String, judges: Bool = false) async throws {
        let reader = try self.options.reader()
        let report = try reader.saga(key)
        try await Desk.with(self.options) { desk in
            let heeded = try await desk.sagas.act(act, on: report.id, by: Operator.name, seen: self.seen)
            try heeded.check(report, participle, reader)
            try await desk.move()
            let after = try desk.report(report.id)
            try Printer.show(after, self.options.output)
            if judges { try Verdict.check([after], reader) }
        }
    }
}

/// Why, kept with what was done.
struct Reason: ParsableArguments {
    @Option(name: .customLong("reason"), help: "Why: kept with it.") var text: String

    func validate() throws {
        guard self.text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--reason must say something.")
        }
    }
}

extension Heeded {
    /// - Throws: Why nothing was done, with what that means for the money.
    func check(_ report: SagaReport, _ participle: String, _ reader: SagaReader) throws {
        let id = report.id
        switch self {
        case .advanced: return
        case .changed(let revision): throw OperatorError(id, hasMovedTo: revision)
        case .unanswered(let why):
            throw OperatorError(
                .unavailable,
                "\(id) cannot be \(participle)",
                why: why,
                money: "nothing was recorded or sent",
                next: "repeat it when the system answers; --unverified records the statement on your word alone"
            )
        case .ignored(let why):
            throw try Story(report, reader).refused("\(id) cannot be \(participle)", why)
        }
    }
}

extension Story {
    /// After the pivot the remedy is a correction of its own.
    fileprivate func refused(_ what: String, _ why: String) -> OperatorError {
        let next = "skald explain \(self.report.id)"
        guard why == SagaMachine<UnreadFacts, RevenueRequest>.isPastPivot,
            let correction = self.machine.told?.correction
        else { return OperatorError(.notAllowed, what, why: why, next: next) }
        return OperatorError(
            .notAllowed,
            what,
            why: why,
            money: "\(correction.stays) stays posted; what corrects it is \(correction.remedy)",
            next: "skald show \(correction.document)"
        )
    }
}

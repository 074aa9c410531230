import RevenueModel

/// The laws that every adapter must keep, tried one by one at a real remote.
package struct AdapterSuite {
    private let bench: Bench
    private var verdict = Verdict()

    /// Tries everything.
    ///
    /// An empty list of findings is worth as much as the laws that were tried.
    package static func judge(_ subject: some AdapterUnderTest) async throws -> Verdict {
        try await FaultProxy.run(inFrontOf: subject.remote) { proxy in
            var suite = Self(bench: Bench(subject, proxy))
            try await suite.tryAll(subject)
            return suite.verdict
        }
    }

    private mutating func tryAll(_ subject: some AdapterUnderTest) async throws {
        let bench = self.bench
        for recipe in subject.recipes {
            let name = recipe.name
            await self.attempt(.repetition, name) { try await bench.repetition(recipe) }
            await self.attempt(.duplicatesAtOnce, name) { try await bench.duplicatesAtOnce(recipe) }
            await self.attempt(.compensationFirst, name) { try await bench.compensationFirst(recipe) }
            await self.attempt(.actionAfterCompensation, name) { try await bench.actionAfterCompensation(recipe) }
            await self.attempt(.lookUp, name) { try await bench.lookUp(recipe) }
            await self.attempt(.capability, name) { try await bench.capability(recipe) }
            for trouble in Trouble.all {
                let subject = "\(name), \(trouble)"
                await self.attempt(trouble.law, subject) { try await bench.inTrouble(trouble, recipe) }
            }
            for trouble in Trouble.ofQuestions {
                let subject = "\(name), \(trouble)"
                await self.attempt(.lookUpInTrouble, subject) { try await bench.lookUpInTrouble(trouble, recipe) }
            }
        }
        try await self.tryQuestions(subject)
        try await self.tryRefusals(subject)
    }

    private mutating func tryQuestions(_ subject: some AdapterUnderTest) async throws {
        let bench = self.bench
        for question in try subject.questions {
            await self.attempt(.question, question.name) { try await bench.question(question) }
            for trouble in Trouble.ofQuestions {
                await self.attempt(trouble.law, "\(question.name), \(trouble)") {
                    try await bench.questionInTrouble(trouble, question)
                }
            }
        }
    }

    private mutating func tryRefusals(_ subject: some AdapterUnderTest) async throws {
        let bench = self.bench
        for request in subject.refused {
            await self.attempt(.refusal, "\(request)") { try await bench.refusal(request) }
        }
        switch try subject.mapping {
        case .none: break
        case .cases(let cases):
            for unmapped in cases {
                await self.attempt(.unmapped, unmapped.key) { try await bench.unmapped(unmapped) }
            }
        }
    }

    private mutating func attempt(_ law: Law, _ subject: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch is NotApplicable {
            return
        } catch {
            let what = (error as? Violation)?.what ?? "it could not be tried: \(error)"
            self.verdict.findings.append(Finding(law: law, subject: subject, what: what))
        }
        self.verdict.trials[law, default: 0] += 1
    }
}

extension Trouble {
    fileprivate var law: Law {
        if Self.lostBefore.contains(self) { return .lostBefore }
        if Self.later.contains(self) { return .later }
        return Self.lostAfter.contains(self) ? .lostAfter : .garbage
    }
}

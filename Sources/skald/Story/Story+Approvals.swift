internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

extension Story {
    var approvals: [(gate: GateName, blocker: BlockerReport)] {
        self.report.blockers.compactMap { blocker in
            guard blocker.cause == .approval, let gate = blocker.gate else { return nil }
            return (gate, blocker)
        }
    }

    /// The gate that somebody means.
    func approval(_ name: String?) throws(OperatorError) -> (gate: GateName, blocker: BlockerReport) {
        let all = self.approvals
        let meant = name.map { name in all.filter { $0.gate.rawValue == name } } ?? all
        if let one = meant.first, meant.count == 1 { return one }
        let gates = all.map(\.gate.rawValue).joined(separator: ", ")
        throw OperatorError(
            .notFound,
            "\(self.report.id) asks for no approval \(name ?? "")".trimmedEnd,
            why: all.isEmpty ? "no gate of it waits for one" : "it asks for \(gates)",
            next: "skald approval list"
        )
    }

    func approvalCommand(_ gate: GateName, _ subject: String) -> String {
        "skald approval approve \(self.report.id) \(gate) --subject \(subject.quoted)"
    }

    /// What is approved, once somebody has said it word for word.
    func confirm(_ gate: GateName, _ asked: String, _ given: String?) throws(OperatorError) -> String {
        let answer = given ?? Confirmation.ask("\(gate) of \(self.report.id): \(asked)\nType it again to approve:")
        guard let answer else {
            throw Confirmation.missing("\(gate) is not approved yet", add: "--subject \(asked.quoted)")
        }
        guard answer == asked else {
            throw OperatorError(
                .changed,
                "\(gate) is not approved",
                why: "it asks for “\(asked)”, not for “\(answer)”",
                next: "skald approval list"
            )
        }
        return answer
    }

    /// The first role of this person in which the policy lets them approve; else any, so that the refusal names it.
    func role(for gate: GateName, _ people: People) -> RoleName? {
        let roles = people.roles(of: Operator.name).filter(RoleName.approving.contains)
        guard let sheet = self.machine.sheet, let terms = self.machine.terms else { return roles.first }
        return roles.first { role in
            terms.policy?.objection(to: gate, by: Operator.name, as: role, startedBy: terms.startedBy, sheet) == nil
        } ?? roles.first
    }
}

extension String {
    /// As a shell takes it for one word.
    var quoted: String {
        let isPlain = !self.isEmpty && self.utf8.allSatisfy { $0.isPlainInShell }
        return isPlain ? self : "'" + self.replacing("'", with: "'\\''") + "'"
    }
}

extension UInt8 {
    fileprivate var isPlainInShell: Bool {
        switch self {
        case 43...58, 64...90, 95, 97...122: true
        case _: false
        }
    }
}

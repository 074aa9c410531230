internal import SagaModel

extension PolicyShape {
    static let file = Self.record([
        PolicyKey("policy", .name, required: true, "The workflow that it is for: quote-to-cash."),
        PolicyKey("version", .text, required: true, "Your own name for this state of the policy: 2026-11.1."),
        PolicyKey(
            "sequencing",
            .map(.list(Self.sequenceRule)),
            "By group: rules, of which the first that applies wins."
        ),
        PolicyKey("approvals", .map(Self.approval), "Who must agree before a step, and to what."),
        PolicyKey("holds", .map(Self.hold), "By kind of hold: which steps it stops."),
        PolicyKey("cutoffs", .map(Self.cutoff), "Which steps respect closed periods, and what becomes of them."),
        PolicyKey("retries", Self.retries, "How often, how far apart, and how long to wait for an answer."),
        PolicyKey("capacity", .map(Self.capacity), "By system: how much it may have to do, for all sagas together."),
        PolicyKey(
            "compensation",
            .map(.list(Self.undoRule)),
            "By step: which of its ways back is gone, by the first rule that applies; its undo, where none does."
        ),
        PolicyKey("deadlines", .map(Self.deadline), "By state: how long its wait lasts, and whose it is."),
        PolicyKey("ownership", .map(.list(.name)), "By fact: the systems that may change it."),
    ])

    static let sequenceRule = Self.record([
        PolicyKey("rule", .name, required: true, "The name by which decisions tell of it."),
        PolicyKey("when", .condition, "When it applies; always, where nothing stands here."),
        PolicyKey("order", .list(.stage), required: true, "Steps or systems, one after the other; [a, b] go together."),
    ])

    static let approval = Self.record([
        PolicyKey("before", .list(.name), "The steps that wait for it; none where the definition has the gate."),
        PolicyKey("when", .condition, "When it is asked for; what cannot be told is asked for."),
        PolicyKey("of", .list(.name), "The facts that are approved; when one changes, it is asked again."),
        PolicyKey("amount", .name, "The fact that ceilings limit."),
        PolicyKey("by", .list(Self.grade), required: true, "Who may approve."),
        PolicyKey("notWhoAsked", .flag, "Whoever started the saga may not approve: true, where nothing stands here."),
        PolicyKey("owner", .text, "Who sees to it."),
        PolicyKey("within", .span, "How long they may take."),
    ])

    static let grade = Self.record([
        PolicyKey("role", .name, required: true, "A role: finance, approver."),
        PolicyKey("upTo", .value, "The most that it may approve; any amount, where nothing stands here."),
    ])

    static let hold = Self.record([
        PolicyKey("stops", .list(.name), required: true, "The steps that it stops."),
        PolicyKey("on", .list(.name), required: true, "The facts that name what is held: order, invoice."),
        PolicyKey(
            "underWay",
            .name,
            "What is done once a step happened that was out when the hold came: by a name that the definition offers, "
                + "or tell, where nothing stands here."
        ),
        PolicyKey("owner", .text, "Who sees to it."),
        PolicyKey("within", .span, "How long they may take."),
    ])

    static let cutoff = Self.record([
        PolicyKey("steps", .list(.name), required: true, "The steps that respect it."),
        PolicyKey("date", .name, required: true, "The fact that decides the period."),
        PolicyKey("entity", .name, "The fact that names whose calendar it is."),
        PolicyKey(
            "then",
            .choice(CutoffRule.Way.allCases.map(\.rawValue)),
            required: true,
            "What becomes of the step."
        ),
        PolicyKey("owner", .text, "Who sees to it."),
        PolicyKey("within", .span, "How long they may take."),
    ])

    static let retries = Self.record([
        PolicyKey("default", Self.retry, "Where neither step nor system says otherwise."),
        PolicyKey("systems", .map(Self.retry), "By system."),
        PolicyKey("steps", .map(Self.retry), "By step; comes before its system's."),
    ])

    static let retry = Self.record([
        PolicyKey("attempts", .count, "How often it is sent before a person is asked."),
        PolicyKey("pause", .span, "Between one attempt and the next."),
        PolicyKey("timeout", .span, "How long an answer may take."),
    ])

    static let capacity = Self.record([
        PolicyKey("inFlight", .count, "Requests that may be out at once."),
        PolicyKey("perSecond", .count, "Requests that may leave in a second."),
    ])

    static let undoRule = Self.record([
        PolicyKey("rule", .name, required: true, "The name by which decisions tell of it."),
        PolicyKey("when", .condition, "When it applies; always, where nothing stands here."),
        PolicyKey("closed", .name, "Only while the period of this cut-off is closed."),
        PolicyKey("undo", .name, required: true, "A way back that the definition offers for the step."),
    ])

    static let deadline = Self.record([
        PolicyKey("within", .span, "How long it lasts; the definition's own, where nothing stands here."),
        PolicyKey("owner", .text, "Who sees to it."),
    ])

    static let comparison = Self.record(
        [PolicyKey("fact", .name, required: true, "What is compared.")]
            + Comparison.Operator.allCases.map { relation in
                switch relation {
                case .in: PolicyKey(relation.rawValue, .list(.value), "One of these.")
                case .exists: PolicyKey(relation.rawValue, .flag, "Whether it is known.")
                case .is, .isNot, .above, .below, .atLeast, .atMost:
                    PolicyKey(relation.rawValue, .value, "\(relation.rawValue) this value.")
                }
            }
    )
}

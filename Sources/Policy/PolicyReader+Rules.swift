internal import Documents
internal import SagaModel

extension PolicyReader {
    mutating func sequenceRule(_ field: Field) -> SequenceRule? {
        guard let record = self.record(field, .sequenceRule) else { return nil }
        let name: RuleName? = self.name(record.fields["rule"])
        let when = self.condition(record.fields["when"])
        let order = record.fields["order"].map { self.list($0) { $0.stage($1) } }
        guard let name, let when, let order else { return nil }
        return SequenceRule(name, when: when, order: order)
    }

    /// A word alone is a stage of one.
    private mutating func stage(_ field: Field) -> [String]? {
        guard field.isList else { return self.problems.take(try field.text()).map { [$0] } }
        let words: [RuleName] = self.names(field)
        return words.map(\.rawValue)
    }

    mutating func approval(_ field: Field) -> ApprovalRule? {
        guard let record = self.record(field, .approval) else { return nil }
        let when = self.condition(record.fields["when"])
        let grades = record.fields["by"].map { self.list($0) { $0.grade($1) } }
        let rule = ApprovalRule(
            before: self.names(record.fields["before"]),
            when: when ?? .always,
            of: self.names(record.fields["of"]),
            amount: self.name(record.fields["amount"]),
            grades: grades ?? [],
            isForOthers: self.flag(record.fields["notWhoAsked"]) ?? true,
            owner: self.owner(record),
            within: self.span(record.fields["within"])
        )
        return when == nil ? nil : rule
    }

    private mutating func grade(_ field: Field) -> ApprovalRule.Grade? {
        guard let record = self.record(field, .grade) else { return nil }
        let ceiling = self.value(record.fields["upTo"])
        return self.name(record.fields["role"]).map { ApprovalRule.Grade($0, upTo: ceiling) }
    }

    mutating func hold(_ field: Field) -> HoldRule? {
        guard let record = self.record(field, .hold) else { return nil }
        return HoldRule(
            stops: self.names(record.fields["stops"]),
            on: self.names(record.fields["on"]),
            owner: self.owner(record),
            within: self.span(record.fields["within"]),
            underWay: self.late(record.fields["underWay"])
        )
    }

    /// `tell` is what happens anyway.
    private mutating func late(_ field: Field?) -> StepName? {
        let name: StepName? = self.name(field)
        return name == "tell" ? nil : name
    }

    mutating func cutoff(_ field: Field) -> CutoffRule? {
        guard let record = self.record(field, .cutoff) else { return nil }
        let steps: [StepName] = self.names(record.fields["steps"])
        let date: FactName? = self.name(record.fields["date"])
        let entity: FactName? = self.name(record.fields["entity"])
        let then: CutoffRule.Way? = self.choice(record.fields["then"])
        let (owner, within) = (self.owner(record), self.span(record.fields["within"]))
        guard let date, let then else { return nil }
        return CutoffRule(steps: steps, date: date, entity: entity, then: then, owner: owner, within: within)
    }

    mutating func retries(_ field: Field?) -> RetryRules {
        var rules = RetryRules()
        guard let field, let record = self.record(field, .retries) else { return rules }
        rules.standard = record.fields["default"].flatMap { self.retry($0) }
        rules.systems = self.map(record.fields["systems"]) { $0.retry($1) }
        rules.steps = self.map(record.fields["steps"]) { $0.retry($1) }
        return rules
    }

    private mutating func retry(_ field: Field) -> RetryRule? {
        guard let record = self.record(field, .retry) else { return nil }
        return RetryRule(
            attempts: self.count(record.fields["attempts"]),
            pause: self.span(record.fields["pause"]),
            timeout: self.span(record.fields["timeout"])
        )
    }

    mutating func capacity(_ field: Field) -> CapacityRule? {
        guard let record = self.record(field, .capacity) else { return nil }
        return CapacityRule(
            inFlight: self.count(record.fields["inFlight"]),
            perSecond: self.count(record.fields["perSecond"])
        )
    }

    mutating func undoRule(_ field: Field) -> UndoRule? {
        guard let record = self.record(field, .undoRule) else { return nil }
        let name: RuleName? = self.name(record.fields["rule"])
        let undo: UndoName? = self.name(record.fields["undo"])
        let when = self.condition(record.fields["when"])
        let closed: RuleName? = self.name(record.fields["closed"])
        guard let name, let when, let undo else { return nil }
        return UndoRule(name, when: when, closed: closed, undo: undo)
    }

    mutating func deadline(_ field: Field) -> DeadlineRule? {
        guard let record = self.record(field, .deadline) else { return nil }
        return DeadlineRule(within: self.span(record.fields["within"]), owner: self.owner(record))
    }
}

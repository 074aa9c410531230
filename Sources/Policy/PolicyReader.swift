internal import Documents
internal import SagaModel

/// Reads a policy, and goes on after each problem, so that somebody corrects them all in one go.
struct PolicyReader {
    var problems = FileProblems()

    mutating func policy(_ field: Field) -> Policy? {
        guard let record = self.problems.record(field, PolicyShape.file.names) else { return nil }
        let workflow: WorkflowName? = self.problems.take(try record.required("policy")).flatMap { self.name($0) }
        let version = self.problems.take(try record.text("version"))
        var policy = Policy(workflow: workflow ?? "", version: version ?? "")
        policy.sequencing = self.map(record.fields["sequencing"]) { $0.list($1) { $0.sequenceRule($1) } }
        policy.approvals = self.map(record.fields["approvals"]) { $0.approval($1) }
        policy.holds = self.map(record.fields["holds"]) { $0.hold($1) }
        policy.cutoffs = self.map(record.fields["cutoffs"]) { $0.cutoff($1) }
        policy.retries = self.retries(record.fields["retries"])
        policy.capacity = self.map(record.fields["capacity"]) { $0.capacity($1) }
        policy.compensation = self.map(record.fields["compensation"]) { $0.list($1) { $0.undoRule($1) } }
        policy.deadlines = self.map(record.fields["deadlines"]) { $0.deadline($1) }
        policy.ownership = self.map(record.fields["ownership"]) { $0.names($1) }
        return policy
    }
}

// MARK: - values of any kind

extension PolicyReader {
    /// Entries under keys that the operator chose; nothing for what is not there.
    mutating func map<Key: Name, Value>(
        _ field: Field?,
        _ read: (inout Self, Field) -> Value?
    ) -> [Key: Value] {
        guard let field, let entries = self.problems.take(try field.entries()) else { return [:] }
        var values: [Key: Value] = [:]
        for (key, value) in entries { values[Key(rawValue: key)] = read(&self, value) }
        return values
    }

    mutating func list<Value>(_ field: Field, _ read: (inout Self, Field) -> Value?) -> [Value] {
        guard let items = self.problems.take(try field.items()) else { return [] }
        return items.compactMap { read(&self, $0) }
    }

    mutating func record(_ field: Field, _ shape: PolicyShape) -> Record? {
        guard let record = self.problems.record(field, shape.names) else { return nil }
        for key in shape.keys where key.isRequired { _ = self.problems.take(try record.required(key.name)) }
        return record
    }

    mutating func name<N: Name>(_ field: Field?) -> N? {
        guard let field, let text = self.problems.take(try field.text()) else { return nil }
        return N(rawValue: text)
    }

    mutating func names<N: Name>(_ field: Field?) -> [N] {
        guard let field else { return [] }
        return self.list(field) { $0.name($1) }
    }

    /// Its absence is for `workflow check`, which knows what it means.
    mutating func owner(_ record: Record) -> String {
        self.value(record.fields["owner"]) { field throws(FileProblem) in try field.text() } ?? ""
    }

    mutating func span(_ field: Field?) -> Span? {
        self.value(field) { field throws(FileProblem) in .milliseconds(try field.milliseconds()) }
    }

    mutating func count(_ field: Field?) -> Int? {
        self.value(field) { field throws(FileProblem) in try field.count() }
    }

    mutating func flag(_ field: Field?) -> Bool? {
        self.value(field) { field throws(FileProblem) in try field.flag() }
    }

    mutating func value(_ field: Field?) -> FactValue? {
        self.value(field) { field throws(FileProblem) in try field.factValue() }
    }

    mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(_ field: Field?) -> Choice? {
        self.value(field) { field throws(FileProblem) in try field.choice() }
    }

    private mutating func value<Value>(
        _ field: Field?,
        _ read: (Field) throws(FileProblem) -> Value
    ) -> Value? {
        guard let field else { return nil }
        return self.problems.take(try read(field))
    }
}

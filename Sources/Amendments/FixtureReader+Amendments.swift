internal import Documents
internal import RevenueModel

extension FixtureReader {
    /// The contract's count goes on where the settled amendments end.
    mutating func amendments(_ field: Field?, after count: Int, booked: LocalDate?) -> [ContractAmendment] {
        guard let field, let items = self.problems.take(try field.items()) else { return [] }
        return items.enumerated().compactMap { self.amendment($1, sequence: count + $0 + 1, booked: booked) }
    }

    private mutating func amendment(_ field: Field, sequence: Int, booked: LocalDate?) -> ContractAmendment? {
        guard let record = self.record(field, AmendmentShape.amendment) else { return nil }
        let day = self.date(record.fields["on"])
        let id = self.name(record.fields["id"])
        let reverses = self.text(record.fields["reverses"])
        let changes = self.list(record.fields["changes"]) { $0.change($1, on: day) }
        if record.fields["changes"] == nil, reverses == nil {
            self.problems.add(field.problem("changes nothing; expected changes, or reverses"))
        }
        let words = ["at-once", "at-period-end", "at-term-end"]
        let start: AmendmentStart? = self.choice(record.fields["starts"], of: words)
        let kind: AmendmentKind? = self.choice(record.fields["kind"])
        let dispositions = self.dispositions(record.fields["dispositions"])
        let own = self.date(record.fields["booked"])
        guard let id, let day else { return nil }
        return ContractAmendment(
            id: id,
            effectiveOn: day,
            bookedOn: own ?? booked,
            sequence: sequence,
            reason: self.text(record.fields["reason"]) ?? "",
            kind: kind,
            start: start ?? .atOnce,
            changes: changes,
            reverses: reverses,
            dispositions: dispositions
        )
    }

    private mutating func change(_ field: Field, on day: LocalDate?) -> ContractChange? {
        let count = self.problems.found.count
        guard let record = self.record(field, AmendmentShape.change) else { return nil }
        let verbs = AmendmentShape.verbs.filter { record.fields[$0] != nil }
        guard verbs.count == 1, let verb = verbs.first, let object = record.fields[verb] else {
            // A verb that is spelt wrong is a problem already.
            guard self.problems.found.count == count else { return nil }
            let found = verbs.isEmpty ? "says nothing" : "says \(verbs.joined(separator: " and "))"
            self.problems.add(
                field.problem("\(found); expected one of \(AmendmentShape.verbs.joined(separator: ", "))")
            )
            return nil
        }
        let needs = Self.companions[verb] ?? []
        for key in record.fields.keys.sorted() where key != verb && !needs.contains(where: { $0.key == key }) {
            let known = needs.map(\.key).joined(separator: ", ")
            let hint = known.isEmpty ? "nothing beside it" : "only \(known)"
            guard let other = record.fields[key] else { continue }
            self.problems.add(other.problem("does not go with \(verb); expected \(hint)"))
        }
        for need in needs where need.isRequired { _ = self.problems.take(try record.required(need.key)) }
        switch verb {
        case "add", "swap", "ramp", "cycle", "anchor": return self.structure(verb, object, record, on: day)
        case "quantity", "price", "discount": return self.terms(verb, object, record)
        case _: return self.life(verb, object, record)
        }
    }

    private static let companions: [String: [(key: String, isRequired: Bool)]] = [
        "quantity": [("to", true)], "price": [("to", true)], "discount": [("to", true)], "add": [("with", false)],
        "swap": [("for", true)], "cycle": [("to", true), ("unitPrice", true), ("anchored", false)],
        "anchor": [("to", true)], "resume": [("anchored", false)], "transfer": [("anchored", false)],
        "ramp": [("steps", true)],
    ]

    private mutating func terms(_ verb: String, _ object: Field, _ record: Record) -> ContractChange? {
        guard let charge = self.text(object), let value = record.fields["to"] else { return nil }
        switch verb {
        case "quantity": return self.quantity(value).map { .setQuantity(charge: charge, to: $0) }
        case "price": return self.price(value).map { .setPrice(charge: charge, to: $0) }
        case _:
            if (try? value.text()) == "none" { return .setDiscount(charge: charge, to: nil) }
            return self.discount(value).map { .setDiscount(charge: charge, to: $0) }
        }
    }

    private mutating func structure(
        _ verb: String,
        _ object: Field,
        _ record: Record,
        on day: LocalDate?
    ) -> ContractChange? {
        if verb == "add" {
            let parent = self.text(record.fields["with"])
            return self.line(object, from: day).map { .add(line: $0, coTerminatesWith: parent) }
        }
        guard let charge = self.text(object) else { return nil }
        switch verb {
        case "swap":
            guard let field = record.fields["for"] else { return nil }
            return self.line(field, from: day).map { .replace(charge: charge, by: $0) }
        case "ramp":
            return .ramp(charge: charge, steps: self.list(record.fields["steps"]) { $0.step($1) })
        case "cycle":
            let anchor = self.anchor(record.fields["anchored"])
            guard let cycle = self.cycle(record.fields["to"]), let price = self.price(record.fields["unitPrice"])
            else { return nil }
            return .setCycle(charge: charge, to: cycle, unitPrice: price, anchor: anchor)
        case _:
            return self.anchor(record.fields["to"]).map { .setAnchor(charge: charge == "all" ? nil : charge, to: $0) }
        }
    }

    private mutating func life(_ verb: String, _ object: Field, _ record: Record) -> ContractChange? {
        if verb == "end" { return self.date(object).map { .setTermEnd(until: $0) } }
        if verb == "renew" { return self.date(object).map { .renew(until: $0) } }
        guard let name = self.text(object) else { return nil }
        let charge = name == "all" ? nil : name
        let anchor = self.anchor(record.fields["anchored"])
        switch verb {
        case "cancel": return .cancel(charge: charge)
        case "pause": return .pause(charge: charge)
        case "resume": return .resume(charge: charge, anchor: anchor)
        case _: return .transfer(payer: name, anchor: anchor)
        }
    }

    private mutating func step(_ field: Field) -> RampStep? {
        guard let record = self.record(field, AmendmentShape.step), let from = self.date(record.fields["from"]) else {
            return nil
        }
        let (quantity, price) = (self.quantity(record.fields["quantity"]), self.price(record.fields["price"]))
        return RampStep(from: from, quantity: quantity, unitPrice: price)
    }
}

internal import Documents
internal import RevenueModel

extension FixtureReader {
    /// The day up to which invoices are out; `nil` when there are none.
    mutating func billed(_ field: Field?, _ asOf: LocalDate?) -> LocalDate? {
        guard let field else { return asOf }
        switch try? field.text() {
        case "true": return asOf
        case "false": return nil
        case _: return self.date(field)
        }
    }

    mutating func history(
        _ record: Record,
        _ contract: Contract,
        _ settled: [ContractAmendment],
        _ billed: LocalDate?,
        _ taxes: TaxTable,
        _ policy: BillingPolicy
    ) -> BillingHistory? {
        let first = record.fields["firstInvoice"].flatMap { self.number($0) } ?? 1
        do {
            return try BillingHistory(
                of: contract,
                settled: settled,
                through: billed ?? contract.from.adding(days: -1),
                taxes: taxes,
                policy: policy,
                firstNumber: first
            )
        } catch {
            let place = record.fields["settled"] ?? record.owner
            self.problems.add(place.problem("the past cannot be billed: \(error)"))
            return nil
        }
    }

    mutating func pay(_ field: Field?, _ books: inout Books) {
        for (place, index) in self.invoices(field, books) {
            let open = (try? books.documents[index].open()) ?? .zero(self.currency)
            let paid = (try? place.text()) == "all" ? open : self.price(place)
            guard let paid else { continue }
            guard !paid.isNegative, paid.minorUnits <= open.minorUnits else {
                self.problems.add(place.problem("\(paid) cannot be paid; expected at most the open \(open)"))
                continue
            }
            books.documents[index].paid = paid
        }
    }

    mutating func dispute(_ field: Field?, _ books: inout Books) {
        for (place, index) in self.invoices(field, books) {
            let open = (try? books.documents[index].open()) ?? .zero(self.currency)
            guard let disputed = self.price(place) else { continue }
            guard !disputed.isNegative, disputed.minorUnits <= open.minorUnits else {
                self.problems.add(place.problem("\(disputed) cannot be disputed; expected at most the open \(open)"))
                continue
            }
            books.documents[index].disputed = disputed
        }
    }

    private mutating func invoices(_ field: Field?, _ books: Books) -> [(place: Field, index: Int)] {
        guard let field, let entries = self.problems.take(try field.entries()) else { return [] }
        var found: [(Field, Int)] = []
        for (key, value) in entries {
            guard let index = books.documents.firstIndex(where: { $0.number == key }) else {
                let known = books.documents.map(\.number).joined(separator: ", ")
                let hint = known.isEmpty ? "nothing is billed" : "expected one of \(known)"
                self.problems.add(value.problem("there is no invoice \(key); \(hint)"))
                continue
            }
            found.append((value, index))
        }
        return found
    }
}

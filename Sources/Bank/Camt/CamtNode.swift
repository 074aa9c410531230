internal import RevenueModel
internal import XML

/// An element with the way to it, so that whatever is wrong has a place.
///
/// Elements that are not asked for are not looked at: banks add their own.
struct CamtNode {
    let element: XMLElement
    let path: String

    var name: String { self.element.name.local }

    func children(_ name: String) -> [CamtNode] {
        self.element.children(QName(self.element.name.namespace, name)).map {
            CamtNode(element: $0, path: "\(self.path)/\(name)")
        }
    }

    /// The only child of that name.
    ///
    /// - Throws: When there are several: nobody can say which is meant.
    func child(_ name: String) throws(BankError) -> CamtNode? {
        let all = self.children(name)
        guard all.count <= 1 else { throw all[1].wrong(.shape, "it is there \(all.count) times") }
        return all.first
    }

    /// The child at the end of a way of names.
    func at(_ names: String...) throws(BankError) -> CamtNode? {
        var node: CamtNode? = self
        for name in names { node = try node?.child(name) }
        return node
    }

    func required(_ name: String) throws(BankError) -> CamtNode {
        guard let child = try self.child(name) else { throw self.wrong(.shape, "\(name) is missing") }
        return child
    }

    func wrong(_ kind: BankError.Kind, _ reason: String) -> BankError {
        BankError(
            kind,
            line: self.element.line,
            path: self.path,
            reason,
            remedy: "ask the bank for a corrected file; nothing of this one was used"
        )
    }
}

// MARK: - values

extension CamtNode {
    /// Without white space around it; nothing when there is nothing else.
    var text: String? {
        let text = self.element.text.xmlTrimmed
        return text.isEmpty ? nil : text
    }

    func text(_ name: String) throws(BankError) -> String? { try self.child(name)?.text }

    /// The text at the first of these ways that has one: versions put the same thing into different places.
    func text(at ways: [String]...) throws(BankError) -> String? {
        for way in ways {
            var node: CamtNode? = self
            for name in way { node = try node?.child(name) }
            if let text = node?.text { return text }
        }
        return nil
    }

    func texts(_ name: String) -> [String] { self.children(name).compactMap(\.text) }

    /// A code of a list, or one that the bank made up.
    func code(_ name: String) throws(BankError) -> String? {
        try self.text(at: [name, "Cd"], [name, "Prtry"])
    }

    func boolean() throws(BankError) -> Bool {
        guard let value = xmlBoolean(self.element.text) else {
            throw self.wrong(.value, "“\(self.element.text.prefix(40))” is neither true nor false")
        }
        return value
    }

    func number() throws(BankError) -> Int {
        let text = self.element.text.xmlTrimmed
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            throw self.wrong(.value, "“\(text.prefix(40))” is not a number")
        }
        return number
    }

    /// A day, given as such or as a moment, whose local day counts.
    func date() throws(BankError) -> LocalDate {
        let text = try self.text(at: ["Dt"], ["DtTm"], []) ?? ""
        guard let date = LocalDate(String(text.prefix(10))) else {
            throw self.wrong(.value, "“\(text.prefix(40))” is not a date")
        }
        return date
    }

    func date(_ name: String) throws(BankError) -> LocalDate? { try self.child(name)?.date() }

    func currency() throws(BankError) -> Currency {
        let text = self.element.text.xmlTrimmed
        guard let currency = Currency(text) else { throw self.wrong(.value, "“\(text.prefix(40))” is no currency") }
        return currency
    }

    func currency(_ name: String) throws(BankError) -> Currency? { try self.child(name)?.currency() }

    /// An amount as it stands there: never negative; which way it goes is said beside it.
    func amount() throws(BankError) -> Money {
        guard let code = self.element.attribute("Ccy") else { throw self.wrong(.shape, "it has no currency (Ccy)") }
        guard let currency = Currency(code) else { throw self.wrong(.value, "“\(code.prefix(40))” is no currency") }
        let amount: Money
        do throws(MoneyError) {
            amount = try Money(decimal: DecimalText.plain(self.element.text.xmlTrimmed), currency)
        } catch {
            throw self.wrong(.value, error.inSentence)
        }
        guard amount.minorUnits >= 0 else {
            throw self.wrong(.value, "\(amount.decimal) is negative; credit and debit are said in CdtDbtInd")
        }
        return amount
    }

    func amount(_ name: String) throws(BankError) -> Money? { try self.child(name)?.amount() }
}

extension MoneyError {
    /// Without the full stop, to stand within a sentence.
    fileprivate var inSentence: String {
        let text = "\(self)"
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

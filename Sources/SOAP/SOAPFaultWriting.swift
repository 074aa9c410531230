package import XML

extension SOAPFault {
    /// The fault as the entry of a body.
    package var output: XMLOutput {
        let detail = self.detail.map { XMLOutput($0) }
        switch self.version {
        case .soap11:
            return Self.output11(code: self.code, reason: self.reason, node: self.node, detail: detail)
        case .soap12:
            let reasons = self.reasons.isEmpty ? ["en": self.reason] : self.reasons
            return Self.output12(
                [SOAPVersion.soap12.name(self.code)] + self.subcodes,
                reasons,
                self.node,
                self.role,
                detail
            )
        }
    }

    /// A fault as the entry of a body, for who has not read its detail but makes it.
    package static func output(
        version: SOAPVersion = .soap11,
        code: String,
        subcodes: [QName] = [],
        reason: String,
        detail: [XMLOutput] = []
    ) -> XMLOutput {
        switch version {
        case .soap11: Self.output11(code: code, reason: reason, node: nil, detail: detail)
        case .soap12: Self.output12([version.name(code)] + subcodes, ["en": reason], nil, nil, detail)
        }
    }

    private static func output11(code: String, reason: String, node: String?, detail: [XMLOutput]) -> XMLOutput {
        let code = XMLOutput.element(QName("", "faultcode"), [.qname(SOAPVersion.soap11.name(code))])
        let reason = XMLOutput.element(QName("", "faultstring"), text: reason)
        let node = node.map { [XMLOutput.element(QName("", "faultactor"), text: $0)] } ?? []
        let detail = detail.isEmpty ? [] : [XMLOutput.element(QName("", "detail"), detail)]
        return .element(SOAPVersion.soap11.name("Fault"), [code, reason] + node + detail)
    }

    private static func output12(
        _ codes: [QName],
        _ reasons: [String: String],
        _ node: String?,
        _ role: String?,
        _ detail: [XMLOutput]
    ) -> XMLOutput {
        let name = SOAPVersion.soap12.name
        let texts = reasons.sorted { $0.key < $1.key }.map { language, text in
            XMLOutput.element(name("Text"), attributes: [(QName.xmlLang, .text(language))], text: text)
        }
        let node = node.map { [XMLOutput.element(name("Node"), text: $0)] } ?? []
        let role = role.map { [XMLOutput.element(name("Role"), text: $0)] } ?? []
        let details = detail.isEmpty ? [] : [XMLOutput.element(name("Detail"), detail)]
        let code = Self.code("Code", codes[...]).map { [$0] } ?? []
        return .element(name("Fault"), code + [.element(name("Reason"), texts)] + node + role + details)
    }

    /// A code with those under it inside.
    private static func code(_ element: String, _ codes: ArraySlice<QName>) -> XMLOutput? {
        guard let first = codes.first else { return nil }
        let value = XMLOutput.element(SOAPVersion.soap12.name("Value"), [.qname(first)])
        let inner = self.code("Subcode", codes.dropFirst()).map { [$0] } ?? []
        return .element(SOAPVersion.soap12.name(element), [value] + inner)
    }
}

package import XML

/// The other side says that it did not do, or may not have done, what was asked.
///
/// A fault is a fault whatever the HTTP status around it.
package struct SOAPFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The code without its prefix, with its class: "Client", "Server.userException".
    package let code: String
    package let reason: String
    package let detail: [XMLElement]

    package init(code: String, reason: String, detail: [XMLElement] = []) {
        self.code = code
        self.reason = reason
        self.detail = detail
    }

    package var description: String { "SOAP fault \(self.code): \(self.reason)" }

    /// The first entry of the detail with that name.
    package func detail(named name: QName) -> XMLElement? {
        self.detail.first { $0.name == name }
    }

    /// The fault as the entry of a body.
    package var output: XMLOutput {
        Self.output(code: self.code, reason: self.reason, detail: self.detail.map { XMLOutput($0) })
    }

    /// A fault as the entry of a body, for who has not read its detail but makes it.
    package static func output(code: String, reason: String, detail: [XMLOutput] = []) -> XMLOutput {
        let code = XMLOutput.element(QName("", "faultcode"), [.qname(QName(SOAPNames.namespace, code))])
        let reason = XMLOutput.element(QName("", "faultstring"), text: reason)
        let detail = detail.isEmpty ? [] : [XMLOutput.element(QName("", "detail"), detail)]
        return .element(SOAPNames.fault, [code, reason] + detail)
    }
}

extension SOAPFault {
    /// Reads a fault; nothing when it has no code.
    init?(_ element: XMLElement) {
        guard let code = element.child(QName("", "faultcode"))?.text.xmlTrimmed, !code.isEmpty else { return nil }
        self.init(
            code: code.split(separator: ":", maxSplits: 1).last.map(String.init) ?? code,
            reason: element.child(QName("", "faultstring"))?.text.xmlTrimmed ?? "",
            detail: element.child(QName("", "detail"))?.children ?? []
        )
    }
}

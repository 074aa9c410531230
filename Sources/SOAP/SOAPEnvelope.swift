package import XML

/// A message to be sent.
package struct SOAPEnvelope: Equatable, Sendable {
    package let header: [XMLOutput]
    package let body: XMLOutput

    package init(header: [XMLOutput] = [], body: XMLOutput) {
        self.header = header
        self.body = body
    }

    /// The message in UTF-8.
    ///
    /// `prefixes` is namespace to prefix; the envelope's own is `soapenv` unless it is in here.
    package func document(prefixes: [String: String] = [:]) throws(XMLError) -> [UInt8] {
        let header = self.header.isEmpty ? [] : [XMLOutput.element(SOAPNames.header, self.header)]
        let envelope = XMLOutput.element(SOAPNames.envelope, header + [.element(SOAPNames.body, [self.body])])
        let prefixes = prefixes.merging([SOAPNames.namespace: "soapenv"]) { given, _ in given }
        return try envelope.document(prefixes: prefixes)
    }
}

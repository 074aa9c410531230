package import XML

/// A message to be sent.
package struct SOAPEnvelope: Equatable, Sendable {
    package let version: SOAPVersion
    package let header: [XMLOutput]
    package let body: XMLOutput

    package init(version: SOAPVersion = .soap11, header: [XMLOutput] = [], body: XMLOutput) {
        self.version = version
        self.header = header
        self.body = body
    }

    /// The message in UTF-8.
    ///
    /// `prefixes` is namespace to prefix; the envelope's own is `soapenv` unless it is in here.
    package func document(prefixes: [String: String] = [:]) throws(XMLError) -> [UInt8] {
        let header = self.header.isEmpty ? [] : [XMLOutput.element(self.version.name("Header"), self.header)]
        let body = XMLOutput.element(self.version.name("Body"), [self.body])
        let envelope = XMLOutput.element(self.version.name("Envelope"), header + [body])
        let prefixes = prefixes.merging([self.version.namespace: "soapenv"]) { given, _ in given }
        return try envelope.document(prefixes: prefixes)
    }
}

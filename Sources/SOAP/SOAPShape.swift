internal import XML

/// The rules for what may stand where in a SOAP message.
///
/// Two bodies, or two entries, let two readers find two answers; so exactly one of each is accepted.
struct SOAPShape {
    let version: SOAPVersion
    let understood: Set<QName>
    let expecting: QName?
    let question: String?

    func message(_ root: XMLElement) throws(SOAPError) -> SOAPMessage {
        try self.checkEnvelope(root)
        let headers = try self.headers(root)
        let body = try self.body(root)
        try self.requireNoText(in: body)
        guard let entry = body.children.first, body.children.count == 1 else {
            throw .notAnEnvelope("the body has \(body.children.count) entries, not one")
        }
        try self.requireOneVersion(entry)
        try self.requireNoReferences(in: entry)
        guard entry.name != self.version.name("Fault") else { return .fault(try self.fault(entry, headers)) }
        if let expected = self.expecting, entry.name != expected {
            throw .unexpectedEntry(expected: expected, found: entry.name)
        }
        try self.requireRelation(headers, isFault: false)
        return .body(entry: entry, headers: headers)
    }

    private func fault(_ entry: XMLElement, _ headers: [XMLElement]) throws(SOAPError) -> SOAPFault {
        for child in entry.children { try self.requireOneVersion(child) }
        try self.requireRelation(headers, isFault: true)
        return try SOAPFault(entry, self.version)
    }

    private func checkEnvelope(_ root: XMLElement) throws(SOAPError) {
        guard root.name.local == "Envelope", !root.name.namespace.isEmpty else {
            throw .notAnEnvelope("the document is \(root.name), not an envelope")
        }
        guard root.name == self.version.name("Envelope") else {
            throw .wrongVersion(expected: self.version, found: root.name.namespace)
        }
        for child in root.children { try self.requireOneVersion(child) }
        try self.requireNoText(in: root)
    }

    private func headers(_ root: XMLElement) throws(SOAPError) -> [XMLElement] {
        guard let header = root.children.first, header.name == self.version.name("Header") else { return [] }
        try self.requireNoText(in: header)
        for entry in header.children { try self.requireOneVersion(entry) }
        let unknown = header.children.filter { entry in
            guard !self.understood.contains(entry.name), self.version.isForUs(entry),
                let must = entry.attribute(self.version.name("mustUnderstand"))
            else { return false }
            // Anything but a clear no is a yes.
            return xmlBoolean(must) != false
        }
        guard unknown.isEmpty else { throw .mustUnderstand(unknown.map(\.name)) }
        return header.children
    }

    private func body(_ root: XMLElement) throws(SOAPError) -> XMLElement {
        let hasHeader = root.children.first?.name == self.version.name("Header")
        let rest = hasHeader ? root.children.dropFirst() : root.children[...]
        guard let body = rest.first else { throw .notAnEnvelope("the envelope has no body") }
        guard body.name == self.version.name("Body") else {
            throw .notAnEnvelope("\(body.name) stands in the body's place")
        }
        if let extra = rest.dropFirst().first { throw .notAnEnvelope("\(extra.name) follows the body") }
        return body
    }

    /// Neither the element nor one of its attributes is of the version that is not spoken here.
    ///
    /// An `Upgrade` header is the exception: it tells in SOAP 1.2's words what else could be spoken.
    private func requireOneVersion(_ element: XMLElement) throws(SOAPError) {
        let other = self.version.other.namespace
        let names = [element.name] + element.attributes.keys.sorted { $0.local < $1.local }
        if let name = names.first(where: { $0.namespace == other }), name != SOAPVersion.soap12.name("Upgrade") {
            throw .mixedVersions(name)
        }
    }

    private func requireRelation(_ headers: [XMLElement], isFault: Bool) throws(SOAPError) {
        guard let question = self.question else { return }
        let answered = SOAPAddressing.answered(by: headers)
        guard answered == [question] || (isFault && answered.isEmpty) else {
            throw .unrelated(question: question, answer: answered.first { $0 != question } ?? answered.first)
        }
    }

    private func requireNoText(in element: XMLElement) throws(SOAPError) {
        guard element.text.xmlTrimmed.isEmpty else {
            throw .notAnEnvelope("there is loose text in \(element.name)")
        }
    }

    /// SOAP encoding's `href`, in SOAP 1.2 `ref`, moves a value elsewhere; who does not follow it reads an empty element.
    private func requireNoReferences(in element: XMLElement) throws(SOAPError) {
        let reference = QName("http://www.w3.org/2003/05/soap-encoding", "ref")
        guard element.attribute("href") == nil, element.attribute(reference) == nil else {
            throw .notAnEnvelope("\(element.name) refers to another element by href or ref")
        }
        for child in element.children { try self.requireNoReferences(in: child) }
    }
}

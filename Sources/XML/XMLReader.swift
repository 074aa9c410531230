internal import CLibXML2

/// Reads documents that come from outside, and refuses whatever could mean two things or cost too much.
///
/// A document is read whole or not at all. That libxml2 returns one is not enough: it also returns
/// documents with undeclared prefixes, repeated attributes, and DTDs that multiply text when it is read.
package struct XMLReader: Sendable {
    package let limits: XMLLimits
    /// SOAP forbids processing instructions; elsewhere they are allowed, and do nothing.
    package let refusesInstructions: Bool

    package init(limits: XMLLimits = .default, refusesInstructions: Bool = false) {
        self.limits = limits
        self.refusesInstructions = refusesInstructions
    }

    /// The outermost element of the document.
    ///
    /// `charset` is what HTTP's `Content-Type` says. It comes before what the document declares.
    package func read(_ bytes: some Sequence<UInt8>, charset: String? = nil) throws(XMLError) -> XMLElement {
        let text = try self.decoded(bytes, charset: charset)
        var scan = XMLTagScan(limits: self.limits)
        try scan.check(text)
        return try self.parse(text)
    }

    private func decoded(_ bytes: some Sequence<UInt8>, charset: String?) throws(XMLError) -> [UInt8] {
        let limit = min(self.limits.bytes, Int(Int32.max) / 4)
        let document = Array(bytes.prefix(limit + 1))
        guard document.count <= limit else { throw .limit(.bytes, in: self.limits) }
        let text = try XMLDecoding.utf8(document, charset: charset)
        let isBlank = text.allSatisfy { $0 == 0x20 || $0 == 0x9 || $0 == 0xA || $0 == 0xD }
        guard !isBlank else { throw XMLError(.empty, "there is no document") }
        return text
    }

    private func parse(_ text: [UInt8]) throws(XMLError) -> XMLElement {
        XMLLibrary.prepared
        guard let context = xmlNewParserCtxt() else {
            throw XMLError(.notWellFormed, "libxml2 has no memory for a parser")
        }
        defer { xmlFreeParserCtxt(context) }
        let builder = XMLBuilder(limits: self.limits, refusesInstructions: self.refusesInstructions)
        XMLHandlers.install(in: context)
        context.pointee._private = Unmanaged.passUnretained(builder).toOpaque()
        withExtendedLifetime(builder) { self.run(context, text) }
        return try self.result(of: context, builder)
    }

    private func run(_ context: xmlParserCtxtPtr, _ text: [UInt8]) {
        text.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let document = xmlCtxtReadMemory(context, start, Int32(buffer.count), nil, "UTF-8", XMLLibrary.options)
            // The handlers build no document; should libxml2 make one all the same, it is ours to free.
            if let document { xmlFreeDoc(document) }
        }
    }

    private func result(of context: xmlParserCtxtPtr, _ builder: XMLBuilder) throws(XMLError) -> XMLElement {
        if let refusal = builder.refusal { throw refusal }
        try context.checkWellFormed()
        guard builder.isComplete, let root = builder.takeBuilt().first else {
            throw XMLError(.notWellFormed, "the document is not well-formed")
        }
        return root
    }
}

extension XMLReader {
    /// The document as libxml2's own tree, which the caller frees; it is checked as in `read` first.
    func tree(_ bytes: some Sequence<UInt8>, charset: String?) throws(XMLError) -> xmlDocPtr {
        let text = try self.decoded(bytes, charset: charset)
        _ = try self.read(text, charset: "UTF-8")
        let options = XMLLibrary.options | Int32(XML_PARSE_BIG_LINES.rawValue)
        let document = text.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return xmlReadMemory(start, Int32(buffer.count), nil, "UTF-8", options)
        }
        guard let document else { throw XMLError(.notWellFormed, "libxml2 has no tree for the document") }
        return document
    }

    /// The string values of the nodes that an XPath expression of ours selects.
    ///
    /// The document is checked as in `read` first. Never pass an expression that came from outside.
    /// `namespaces` has the prefixes that `path` uses.
    package func select(
        _ path: String,
        in bytes: some Sequence<UInt8>,
        charset: String? = nil,
        namespaces: [String: String] = [:]
    ) throws(XMLError) -> [String] {
        let document = try self.tree(bytes, charset: charset)
        defer { xmlFreeDoc(document) }
        guard let context = xmlXPathNewContext(document) else {
            throw XMLError(.notWellFormed, "libxml2 has no memory for a path")
        }
        defer { xmlXPathFreeContext(context) }
        for (prefix, namespace) in namespaces { xmlXPathRegisterNs(context, prefix, namespace) }
        guard let result = self.evaluate(path, context) else {
            throw XMLError(.path(path), "the XPath expression \(path.debugDescription) is wrong")
        }
        defer { xmlXPathFreeObject(result) }
        return self.strings(result)
    }

    private func evaluate(_ path: String, _ context: xmlXPathContextPtr) -> xmlXPathObjectPtr? {
        // Without a handler libxml2 prints the error on stderr.
        context.pointee.error = { _, _ in }
        return xmlXPathEvalExpression(path, context)
    }

    private func strings(_ result: xmlXPathObjectPtr) -> [String] {
        guard result.pointee.type == XPATH_NODESET else { return [self.string(xmlXPathCastToString(result))] }
        guard let nodes = result.pointee.nodesetval else { return [] }
        return (0..<Int(nodes.pointee.nodeNr)).map { index in
            self.string(xmlXPathCastNodeToString(nodes.pointee.nodeTab[index]))
        }
    }

    private func string(_ text: UnsafeMutablePointer<UInt8>?) -> String {
        guard let text else { return "" }
        defer { clibxml2_free(text) }
        return String(cString: text)
    }
}

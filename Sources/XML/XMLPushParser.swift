internal import CLibXML2

/// Owns a libxml2 parser that is fed UTF-8 in pieces.
final class XMLPushParser {
    let builder: XMLBuilder
    private let context: xmlParserCtxtPtr?

    init(_ builder: XMLBuilder) {
        XMLLibrary.prepared
        self.builder = builder
        self.context = xmlCreatePushParserCtxt(nil, nil, nil, 0, nil)
        guard let context = self.context else { return }
        XMLHandlers.install(in: context)
        xmlCtxtUseOptions(context, XMLLibrary.options)
        xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
        context.pointee._private = Unmanaged.passUnretained(builder).toOpaque()
    }

    deinit {
        guard let context = self.context else { return }
        // The handlers build no document; should libxml2 make one all the same, it is ours to free.
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(context)
    }

    func push(_ bytes: [UInt8], isLast: Bool = false) throws(XMLError) {
        guard let context = self.context else {
            throw XMLError(.notWellFormed, "libxml2 has no memory for a parser")
        }
        _ = bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return xmlParseChunk(context, start, Int32(buffer.count), isLast ? 1 : 0)
        }
        if let refusal = self.builder.refusal { throw refusal }
        try context.checkWellFormed()
    }

    func finish() throws(XMLError) {
        try self.push([], isLast: true)
        guard self.builder.isComplete else {
            throw XMLError(.notWellFormed, "the document is not well-formed")
        }
    }
}

extension xmlParserCtxtPtr {
    /// Throws when libxml2 found an error that it has reported to nobody.
    func checkWellFormed() throws(XMLError) {
        let line = Int(self.pointee.lastError.line)
        guard self.pointee.wellFormed == 1 else {
            throw XMLError(.notWellFormed, line: line, "the document is not well-formed")
        }
        guard self.pointee.nsWellFormed == 1 else {
            throw XMLError(.namespaceError, line: line, "the document's namespaces are not well-formed")
        }
    }
}

internal import CLibXML2

/// libxml2's callbacks: each copies what it is given, hands it to the builder, and stops on a refusal.
///
/// The builder is behind the context's `_private`; the context is what libxml2 passes as user data.
enum XMLHandlers {
    static func install(in context: xmlParserCtxtPtr) {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { data, _, _, _ in XMLHandlers.handle(data) { $0.documentType(line: $1) } }
        handler.processingInstruction = { data, target, _ in
            XMLHandlers.handle(data) { $0.instruction(XMLHandlers.string(target), line: $1) }
        }
        handler.characters = { data, text, count in XMLHandlers.text(data, text, count) }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = { data, text, count in XMLHandlers.text(data, text, count) }
        handler.startElementNs = { data, local, prefix, uri, namespaceCount, namespaces, count, _, attributes in
            XMLHandlers.handle(data) { builder, line in
                var tag = XMLTag(name: QName(XMLHandlers.value(uri), XMLHandlers.string(local)))
                tag.longestName = XMLHandlers.length(local, prefix)
                XMLHandlers.add(namespaces, count: Int(namespaceCount), to: &tag)
                XMLHandlers.add(attributes: attributes, count: Int(count), to: &tag)
                builder.start(tag, line: line)
            }
        }
        handler.endElementNs = { data, _, _, _ in XMLHandlers.handle(data) { builder, _ in builder.end() } }
        handler.serror = { data, error in XMLHandlers.error(data, error) }
        context.pointee.sax.pointee = handler
    }

    private static func handle(_ data: UnsafeMutableRawPointer?, _ body: (XMLBuilder, Int) -> Void) {
        guard let context = data?.assumingMemoryBound(to: xmlParserCtxt.self),
            let pointer = context.pointee._private
        else { return }
        let builder = Unmanaged<XMLBuilder>.fromOpaque(pointer).takeUnretainedValue()
        guard builder.refusal == nil else { return }
        body(builder, Int(context.pointee.input?.pointee.line ?? 0))
        if builder.refusal != nil { xmlStopParser(context) }
    }

    private static func text(_ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: Int32) {
        self.handle(data) { builder, line in
            builder.text(UnsafeBufferPointer(start: text, count: Int(count)), line: line)
        }
    }

    /// libxml2 goes on after errors of level 2, such as an undeclared prefix; we do not.
    private static func error(_ data: UnsafeMutableRawPointer?, _ error: xmlErrorPtr?) {
        guard let error = error?.pointee, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        let text = error.message.map { String(cString: $0) } ?? "error \(error.code)"
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200)
        let isNamespace = UInt32(error.domain) == XML_FROM_NAMESPACE.rawValue
        let refusal = XMLError(isNamespace ? .namespaceError : .notWellFormed, line: Int(error.line), String(line))
        self.handle(data) { builder, _ in builder.refuse(refusal) }
    }

    /// Pairs of prefix and namespace.
    private static func add(
        _ namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
        count: Int,
        to tag: inout XMLTag
    ) {
        guard let namespaces else { return }
        for index in 0..<count {
            let prefix = namespaces[2 * index]
            tag.namespaces[self.string(prefix)] = self.value(namespaces[2 * index + 1])
            tag.longestName = max(tag.longestName, self.length(prefix, nil))
            tag.valueBytes += self.length(namespaces[2 * index + 1], nil)
        }
    }

    /// Groups of five: local name, prefix, namespace, and the value's first byte and end.
    private static func add(
        attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
        count: Int,
        to tag: inout XMLTag
    ) {
        guard let attributes else { return }
        for index in stride(from: 0, to: 5 * count, by: 5) {
            guard let start = attributes[index + 3], let end = attributes[index + 4] else { continue }
            let value = UnsafeBufferPointer(start: start, count: end - start)
            let name = QName(self.value(attributes[index + 2]), self.string(attributes[index]))
            tag.attributes[name] = self.value(value)
            tag.longestName = max(tag.longestName, self.length(attributes[index], attributes[index + 1]))
            tag.valueBytes += value.count
        }
    }

    private static func value(_ text: UnsafePointer<UInt8>?) -> String {
        self.value(UnsafeBufferPointer(start: text, count: self.length(text, nil)))
    }

    /// The value of an attribute: libxml2 hands an ampersand over as `&#38;`, and nothing else escaped.
    ///
    /// It does so because we never ask it to replace entities.
    private static func value(_ text: UnsafeBufferPointer<UInt8>) -> String {
        guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            bytes.append(byte)
            if byte == UInt8(ascii: "&"), rest.starts(with: "#38;".utf8) { rest = rest.dropFirst(4) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func string(_ text: UnsafePointer<UInt8>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }

    private static func length(_ first: UnsafePointer<UInt8>?, _ second: UnsafePointer<UInt8>?) -> Int {
        Int(xmlStrlen(first)) + Int(xmlStrlen(second))
    }
}

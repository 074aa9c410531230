/// Builds the tree while libxml2 reports what it reads, and counts against the limits.
final class XMLBuilder {
    /// An element whose end has not been read.
    private struct Open {
        let name: QName
        let attributes: [QName: String]
        let scope: XMLScope
        let namespaces: Int
        var children: [XMLElement] = []
        var text: [UInt8] = []
    }

    private let limits: XMLLimits
    private let refusesInstructions: Bool
    private var open: [Open] = []
    private var elements = 0
    private var textBytes = 0
    /// The outermost element, once its end has been read.
    private(set) var root: XMLElement?
    /// The first reason to refuse the document.
    private(set) var refusal: XMLError?

    init(limits: XMLLimits, refusesInstructions: Bool) {
        self.limits = limits
        self.refusesInstructions = refusesInstructions
    }

    func refuse(_ error: XMLError) {
        if self.refusal == nil { self.refusal = error }
    }

    func start(_ tag: XMLTag, line: Int) {
        self.elements += 1
        self.textBytes += tag.valueBytes
        let namespaces = (self.open.last?.namespaces ?? 0) + tag.namespaces.count
        if let name = self.exceeded(by: tag, namespaces: namespaces) {
            return self.refuse(.limit(name, in: self.limits, line: line))
        }
        let outer = self.open.last?.scope
        let inherited = tag.namespaces.isEmpty ? outer : nil
        let scope = inherited ?? XMLScope(declared: tag.namespaces, outer: outer)
        self.open.append(Open(name: tag.name, attributes: tag.attributes, scope: scope, namespaces: namespaces))
    }

    private func exceeded(by tag: XMLTag, namespaces: Int) -> XMLLimits.Name? {
        if self.open.count >= self.limits.depth { return .depth }
        if self.elements > self.limits.elements { return .elements }
        if tag.attributes.count > self.limits.attributesPerElement { return .attributesPerElement }
        if namespaces > self.limits.namespaces { return .namespaces }
        if tag.longestName > self.limits.nameLength { return .nameLength }
        if self.textBytes > self.limits.textBytes { return .textBytes }
        return nil
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        self.textBytes += bytes.count
        guard self.textBytes <= self.limits.textBytes else {
            return self.refuse(.limit(.textBytes, in: self.limits, line: line))
        }
        guard !self.open.isEmpty else { return }
        self.open[self.open.count - 1].text.append(contentsOf: bytes)
    }

    func end() {
        guard let closed = self.open.popLast() else { return }
        let element = XMLElement(
            name: closed.name,
            attributes: closed.attributes,
            children: closed.children,
            text: String(decoding: closed.text, as: UTF8.self),
            scope: closed.scope
        )
        if self.open.isEmpty {
            self.root = element
        } else {
            self.open[self.open.count - 1].children.append(element)
        }
    }

    func documentType(line: Int) {
        self.refuse(XMLError(.documentType, line: line, "the document has a document type declaration"))
    }

    func instruction(_ target: String, line: Int) {
        guard self.refusesInstructions else { return }
        let message = "the document has the processing instruction \(target.debugDescription)"
        self.refuse(XMLError(.processingInstruction, line: line, message))
    }
}

/// A start tag, copied out of libxml2.
struct XMLTag {
    var name: QName
    var attributes: [QName: String] = [:]
    var namespaces: [String: String] = [:]
    var longestName = 0
    var valueBytes = 0
}

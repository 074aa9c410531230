/// Builds elements while libxml2 reports what it reads, and counts against the limits.
///
/// Without a selection it builds the whole document. With one it builds what is selected, counts
/// each such element by itself, and remembers of the rest only which elements are open.
final class XMLBuilder {
    /// An element whose end has not been read, and which nobody wants.
    private struct Outer {
        let name: QName
        let scope: XMLScope
        let namespaces: Int
    }

    /// An element whose end has not been read.
    private struct Open {
        let name: QName
        let attributes: [QName: String]
        let scope: XMLScope
        let namespaces: Int
        let line: Int
        var children: [XMLElement] = []
        var text: [UInt8] = []
    }

    private let limits: XMLLimits
    private let refusesInstructions: Bool
    private let selection: XMLSelection?
    private var outer: [Outer] = []
    private var open: [Open] = []
    private var elements = 0
    private var textBytes = 0
    /// The elements whose ends have been read: the outermost one, or those selected.
    private var built: [XMLElement] = []
    /// The name of the outermost element, once its start has been read.
    private(set) var rootName: QName?
    /// Whether the outermost element's end has been read.
    private(set) var isComplete = false
    /// The first reason to refuse the document.
    private(set) var refusal: XMLError?

    init(limits: XMLLimits, refusesInstructions: Bool, selection: XMLSelection? = nil) {
        self.limits = limits
        self.refusesInstructions = refusesInstructions
        self.selection = selection
    }

    /// What was built since it was last asked for.
    func takeBuilt() -> [XMLElement] {
        defer { self.built = [] }
        return self.built
    }

    func refuse(_ error: XMLError) {
        if self.refusal == nil { self.refusal = error }
    }

    func start(_ tag: XMLTag, line: Int) {
        if self.rootName == nil { self.rootName = tag.name }
        if self.selection != nil, self.open.isEmpty { (self.elements, self.textBytes) = (0, 0) }
        self.elements += 1
        self.textBytes += tag.valueBytes
        let namespaces = (self.open.last?.namespaces ?? self.outer.last?.namespaces ?? 0) + tag.namespaces.count
        if let name = self.exceeded(by: tag, namespaces: namespaces) {
            return self.refuse(.limit(name, in: self.limits, line: line))
        }
        let around = self.open.last?.scope ?? self.outer.last?.scope
        let inherited = tag.namespaces.isEmpty ? around : nil
        let scope = inherited ?? XMLScope(declared: tag.namespaces, outer: around)
        if self.isWanted(tag.name) {
            self.open.append(
                Open(name: tag.name, attributes: tag.attributes, scope: scope, namespaces: namespaces, line: line)
            )
        } else {
            self.outer.append(Outer(name: tag.name, scope: scope, namespaces: namespaces))
        }
    }

    private func isWanted(_ name: QName) -> Bool {
        guard let selection = self.selection, self.open.isEmpty else { return true }
        return selection.includes(name, under: self.outer.lazy.map(\.name))
    }

    private func exceeded(by tag: XMLTag, namespaces: Int) -> XMLLimits.Name? {
        if self.outer.count + self.open.count >= self.limits.depth { return .depth }
        if self.elements > self.limits.elements { return .elements }
        if tag.attributes.count > self.limits.attributesPerElement { return .attributesPerElement }
        if namespaces > self.limits.namespaces { return .namespaces }
        if tag.longestName > self.limits.nameLength { return .nameLength }
        if self.textBytes > self.limits.textBytes { return .textBytes }
        return nil
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        guard !self.open.isEmpty else { return }
        self.textBytes += bytes.count
        guard self.textBytes <= self.limits.textBytes else {
            return self.refuse(.limit(.textBytes, in: self.limits, line: line))
        }
        self.open[self.open.count - 1].text.append(contentsOf: bytes)
    }

    func end() {
        if let closed = self.open.popLast() {
            let element = XMLElement(
                name: closed.name,
                attributes: closed.attributes,
                children: closed.children,
                text: String(decoding: closed.text, as: UTF8.self),
                line: closed.line,
                scope: closed.scope
            )
            if self.open.isEmpty {
                self.built.append(element)
            } else {
                self.open[self.open.count - 1].children.append(element)
            }
        } else {
            _ = self.outer.popLast()
        }
        self.isComplete = self.open.isEmpty && self.outer.isEmpty
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

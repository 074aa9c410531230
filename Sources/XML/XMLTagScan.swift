internal import CLibXML2

/// Counts the attributes of each tag before libxml2 sees it.
///
/// libxml2 compares every attribute of a tag with every other before it tells anyone, so that a SAX
/// handler learns of 20,000 attributes a second too late. The scan understands as much of XML as
/// finding the ends of tags takes; from the first error on libxml2 reads no further, whatever this counts.
/// The document may come in pieces, cut anywhere.
struct XMLTagScan {
    private enum Place {
        case text
        /// After `<`, until it is clear what begins.
        case opening
        case tagName
        case attributeName
        case attributeValue(quote: UInt8)
        /// Until `>` after so many of `mark`: the end of a comment, CDATA section or processing instruction.
        case skipped(mark: UInt8, count: Int)
        /// The reader refuses it when libxml2 reports it.
        case documentType
    }

    private let limits: XMLLimits
    private var place = Place.text
    /// What follows `<`, or begins the name of an attribute: as much of it as tells what it is.
    private var head: [UInt8] = []
    private var marks = 0
    private var attributes = 0
    private var namespaces = 0
    private var lines = 1
    /// How many bytes at the end of what was scanned belong to a tag whose end has not come.
    private(set) var unfinished = 0

    init(limits: XMLLimits) {
        self.limits = limits
    }

    mutating func check(_ bytes: [UInt8]) throws(XMLError) {
        let exceeded = bytes.withUnsafeBufferPointer { self.scan($0) }
        if let (name, position) = exceeded {
            let line = self.lines + bytes[..<position].count { $0 == UInt8(ascii: "\n") }
            throw .limit(name, in: self.limits, line: line)
        }
        self.lines += bytes.withUnsafeBufferPointer { Self.newlines($0) }
    }

    /// The limit that is exceeded, and where.
    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> (XMLLimits.Name, Int)? {
        var position = 0
        while position < bytes.count {
            if let byte = self.wanted {
                let skipped = Self.find(byte, in: bytes, from: position)
                self.unfinished += skipped - position
                position = skipped
                guard position < bytes.count else { break }
            }
            self.unfinished += 1
            if let name = self.take(bytes[position]) { return (name, position) }
            position += 1
        }
        if !self.isInTag { self.unfinished = 0 }
        return nil
    }

    private var isInTag: Bool {
        switch self.place {
        case .opening, .tagName, .attributeName, .attributeValue: true
        case .text, .skipped, .documentType: false
        }
    }

    /// The only byte that changes anything where the scan is.
    private var wanted: UInt8? {
        switch self.place {
        case .text: UInt8(ascii: "<")
        case .attributeValue(let quote): quote
        case .skipped(let mark, _) where self.marks == 0: mark
        case .opening, .tagName, .attributeName, .skipped, .documentType: nil
        }
    }

    private mutating func take(_ byte: UInt8) -> XMLLimits.Name? {
        switch self.place {
        case .text:
            self.unfinished = 1
            self.enter(.opening)
        case .opening:
            self.open(byte)
        case .tagName:
            if byte == UInt8(ascii: ">") { self.enter(.text) } else if byte <= 0x20 { self.enter(.attributeName) }
        case .attributeName:
            return self.name(byte)
        case .attributeValue(let quote):
            if byte == quote { self.enter(.attributeName) }
        case .skipped(let mark, let count):
            if byte == mark {
                self.marks = min(count, self.marks + 1)
            } else if byte == UInt8(ascii: ">"), self.marks == count {
                self.enter(.text)
            } else {
                self.marks = 0
            }
        case .documentType:
            break
        }
        return nil
    }

    private mutating func enter(_ place: Place) {
        self.place = place
        self.head.removeAll(keepingCapacity: true)
        self.marks = 0
    }

    /// `<?`, `<!--`, `<![CDATA[`, another `<!`, or a tag.
    private mutating func open(_ byte: UInt8) {
        self.head.append(byte)
        if self.head == [UInt8(ascii: "?")] { return self.enter(.skipped(mark: byte, count: 1)) }
        guard self.head.first == UInt8(ascii: "!") else {
            (self.attributes, self.namespaces) = (0, 0)
            self.enter(.tagName)
            if byte == UInt8(ascii: ">") { self.enter(.text) } else if byte <= 0x20 { self.enter(.attributeName) }
            return
        }
        if self.head.elementsEqual("!--".utf8) { return self.enter(.skipped(mark: UInt8(ascii: "-"), count: 2)) }
        if self.head.elementsEqual("![CDATA[".utf8) { return self.enter(.skipped(mark: UInt8(ascii: "]"), count: 2)) }
        guard "!--".utf8.starts(with: self.head) || "![CDATA[".utf8.starts(with: self.head) else {
            return self.enter(.documentType)
        }
    }

    private mutating func name(_ byte: UInt8) -> XMLLimits.Name? {
        switch byte {
        case UInt8(ascii: ">"):
            self.enter(.text)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let isNamespace = self.head.elementsEqual("xmlns:".utf8) || self.head.elementsEqual("xmlns=".utf8)
            if isNamespace { self.namespaces += 1 } else { self.attributes += 1 }
            self.enter(.attributeValue(quote: byte))
            if self.attributes > self.limits.attributesPerElement { return .attributesPerElement }
            if self.namespaces > self.limits.namespaces { return .namespaces }
        default:
            if self.head.count < 6, byte > 0x20 || !self.head.isEmpty { self.head.append(byte) }
        }
        return nil
    }

    private static func find(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from position: Int) -> Int {
        guard let start = bytes.baseAddress else { return position }
        return position + clibxml2_find(start + position, bytes.count - position, byte)
    }

    private static func newlines(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        var position = Self.find(UInt8(ascii: "\n"), in: bytes, from: 0)
        while position < bytes.count {
            count += 1
            position = Self.find(UInt8(ascii: "\n"), in: bytes, from: position + 1)
        }
        return count
    }
}

internal import CLibXML2

/// Reads a document that is too long to hold, piece by piece, and hands out the elements that are wanted.
///
/// It refuses what `XMLReader` refuses. The limits are those of each element handed out, but `bytes`, which is the
/// whole document's, and `depth`. What was handed out before a refusal came from a document that is not good: keep it
/// apart until `finish` has returned.
///
/// ```swift
/// var stream = XMLStream(.at([[document, statement, entry]]))
/// for try await bytes in body { for entry in try stream.feed(bytes) { … } }
/// for entry in try stream.finish() { … }
/// ```
package struct XMLStream: ~Copyable {
    /// libxml2 is handed no more at a time.
    private static let pieceBytes = 64 << 10

    private let parser: XMLPushParser
    private let limits: XMLLimits
    private var decoding: XMLDecoding
    private var scan: XMLTagScan
    /// The beginning of a tag whose end has not come.
    ///
    /// libxml2 may take the `>` in the value of an attribute for the end of a tag that it has not seen whole.
    private var held: [UInt8] = []
    private var bytes = 0
    private var isBlank = true
    private var isFinished = false
    private var refusal: XMLError?

    /// `charset` is what HTTP's `Content-Type` says.
    package init(
        _ selection: XMLSelection,
        limits: XMLLimits = .stream,
        charset: String? = nil,
        refusesInstructions: Bool = false
    ) {
        self.limits = limits
        self.decoding = XMLDecoding(charset: charset)
        self.scan = XMLTagScan(limits: limits)
        self.parser = XMLPushParser(
            XMLBuilder(limits: limits, refusesInstructions: refusesInstructions, selection: selection)
        )
    }

    /// The name of the outermost element, once it has been read.
    package var rootName: QName? { self.parser.builder.rootName }

    /// The elements that end in the document's next bytes.
    ///
    /// After an error it throws the same error for ever.
    package mutating func feed(_ bytes: some Sequence<UInt8>) throws(XMLError) -> [XMLElement] {
        try self.guarded { stream throws(XMLError) in try stream.take(Array(bytes)) }
    }

    /// The elements that were still held back; throws when the document is not whole.
    package mutating func finish() throws(XMLError) -> [XMLElement] {
        try self.guarded { stream throws(XMLError) in
            try stream.push(try stream.decoding.decode([], isLast: true), isLast: true)
            guard !stream.isBlank else { throw XMLError(.empty, "there is no document") }
            try stream.parser.finish()
            stream.isFinished = true
        }
    }

    private mutating func guarded(
        _ body: (inout XMLStream) throws(XMLError) -> Void
    ) throws(XMLError) -> [XMLElement] {
        if let refusal = self.refusal { throw refusal }
        guard !self.isFinished else { throw XMLError(.notWellFormed, "the document has been read to its end already") }
        do throws(XMLError) {
            try body(&self)
        } catch {
            self.refusal = error
            throw error
        }
        return self.parser.builder.takeBuilt()
    }

    private mutating func take(_ bytes: [UInt8]) throws(XMLError) {
        guard bytes.count <= self.limits.bytes - self.bytes else { throw .limit(.bytes, in: self.limits) }
        self.bytes += bytes.count
        for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
            let isWhole = bytes.count <= Self.pieceBytes
            let piece = isWhole ? bytes : Array(bytes[start...].prefix(Self.pieceBytes))
            try self.push(try self.decoding.decode(piece), isLast: false)
        }
    }

    /// Hands UTF-8 to libxml2, but for a tag that has begun and not ended.
    private mutating func push(_ text: [UInt8], isLast: Bool) throws(XMLError) {
        if self.isBlank { self.isBlank = text.allSatisfy { $0 == 0x20 || $0 == 0x9 || $0 == 0xA || $0 == 0xD } }
        try self.scan.check(text)
        self.held.append(contentsOf: text)
        let kept = isLast ? 0 : self.scan.unfinished
        // A tag has little but the values of its attributes.
        guard kept <= self.limits.textBytes + Self.pieceBytes else { throw .limit(.textBytes, in: self.limits) }
        guard kept < self.held.count else { return }
        try self.parser.push(kept == 0 ? self.held : Array(self.held.dropLast(kept)))
        self.held = Array(self.held.suffix(kept))
    }
}

extension XMLLimits {
    /// For documents that are read piece by piece, however long they are.
    package static let stream: XMLLimits = {
        var limits = XMLLimits()
        limits.bytes = .max
        return limits
    }()
}

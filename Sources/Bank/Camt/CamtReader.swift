internal import XML

/// Reads camt.052, camt.053 and camt.054 piece by piece, however long they are.
///
/// It holds one entry at a time. It refuses what `XMLStream` refuses, versions that nobody mapped, and values that
/// could mean two things.
package struct CamtReader: ~Copyable {
    /// A root element further down than this is none.
    private static let headBytes = 64 << 10

    private let aliases: [String: String]
    private var stream = XMLStream(.named([]), limits: Self.limits)
    /// What came before the outermost element's name was known.
    private var head: [UInt8] = []
    private var parser: CamtStatementParser?

    /// `aliases` maps the namespaces that banks made up to the version they have the shape of: `camt.054.001.04`.
    package init(aliases: [String: String] = [:]) { self.aliases = aliases }

    /// Each entry by itself: the largest batches that banks send have some 100,000 payments.
    private static let limits: XMLLimits = {
        var limits = XMLLimits.stream
        limits.elements = 8_000_000
        limits.textBytes = 64 << 20
        return limits
    }()

    /// The parts that end in the next bytes.
    package mutating func feed(_ bytes: some Sequence<UInt8>) throws(BankError) -> [BankPart] {
        let bytes = Array(bytes)
        guard self.parser == nil else { return try self.parts(try self.elements(bytes)) }
        _ = try self.elements(bytes)
        self.head += bytes
        guard let root = self.stream.rootName else {
            guard self.head.count <= Self.headBytes else { throw Self.nothing }
            return []
        }
        return try self.begin(root)
    }

    /// The last parts; throws when the document is not whole.
    package mutating func finish() throws(BankError) -> [BankPart] {
        var parts: [BankPart] = []
        if self.parser == nil {
            // libxml2 may hold back even the first tag of a short document until it knows that this is all.
            _ = try self.end()
            guard let root = self.stream.rootName else { throw Self.nothing }
            parts = try self.begin(root)
        }
        parts += try self.parts(try self.end())
        if let more = try self.parser?.finish() { parts += more }
        return parts
    }

    private mutating func end() throws(BankError) -> [XMLElement] {
        do throws(XMLError) {
            return try self.stream.finish()
        } catch {
            throw BankError(error)
        }
    }

    /// Only now can it be said what to look for; what has come is read again for it.
    private mutating func begin(_ root: QName) throws(BankError) -> [BankPart] {
        let version = try CamtVersion(root, aliases: self.aliases)
        self.stream = XMLStream(version.selection, limits: Self.limits)
        self.parser = CamtStatementParser(version)
        let head = self.head
        self.head = []
        return try self.parts(try self.elements(head))
    }

    private mutating func elements(_ bytes: [UInt8]) throws(BankError) -> [XMLElement] {
        do throws(XMLError) {
            return try self.stream.feed(bytes)
        } catch {
            throw BankError(error)
        }
    }

    private mutating func parts(_ elements: [XMLElement]) throws(BankError) -> [BankPart] {
        var parts: [BankPart] = []
        for element in elements { parts += try self.parser?.take(element) ?? [] }
        return parts
    }

    private static let nothing = BankError(
        .shape,
        "there is no document in it",
        remedy: "ask the bank for the file again"
    )
}

internal import RevenueModel
internal import XML

/// Puts the parts of statements together as they come.
///
/// A statement has begun when its id comes and is handed out before its first entry: all else about it, its balances
/// too, comes before the entries. A part that comes out of this order would belong to a statement without an id.
struct CamtStatementParser {
    private let version: CamtVersion
    private let path: String
    /// The parts of the statement that has begun, until its first entry.
    private var header: [CamtNode] = []
    private var current: BankStatement?
    private var rank = 0
    private var entries = 0
    private var hasStatement = false

    init(_ version: CamtVersion) {
        self.version = version
        self.path = version.way.joined(separator: "/")
    }

    mutating func take(_ element: XMLElement) throws(BankError) -> [BankPart] {
        let node = CamtNode(element: element, path: "\(self.path)/\(element.name.local)")
        if node.name == "Id" { return try self.begin(node) }
        let rank = CamtVersion.parts.firstIndex(of: node.name) ?? 0
        let mayRepeat = node.name == "Bal" || node.name == "Ntry"
        guard self.hasStatement, rank > self.rank || mayRepeat && rank == self.rank else {
            throw node.wrong(.shape, "it comes where the statement's own order does not have it")
        }
        self.rank = rank
        guard node.name == "Ntry" else {
            self.header.append(node)
            return []
        }
        let opened = try self.open()
        guard let statement = self.current else { return opened }
        self.entries += 1
        let entry = try BankEntry(node, position: self.entries, in: statement)
        return opened + [.entry(entry)]
    }

    mutating func finish() throws(BankError) -> [BankPart] { try self.open() }

    private mutating func begin(_ node: CamtNode) throws(BankError) -> [BankPart] {
        let before = try self.open()
        guard node.text != nil else { throw node.wrong(.shape, "it is empty") }
        self.header = [node]
        self.current = nil
        (self.rank, self.entries, self.hasStatement) = (0, 0, true)
        return before
    }

    /// Hands out the statement that has begun, once.
    private mutating func open() throws(BankError) -> [BankPart] {
        guard self.current == nil, !self.header.isEmpty else { return [] }
        let statement = try BankStatement(self.header, self.version)
        self.current = statement
        self.header = []
        return [.statement(statement)]
    }
}

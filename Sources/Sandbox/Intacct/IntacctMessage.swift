import XML

/// Why the gateway refuses: a number for programs, a sentence for people.
struct IntacctError: Error, Equatable, Sendable {
    let number: String
    let words: String

    init(_ number: String, _ words: String) {
        self.number = number
        self.words = words
    }

    /// The books say no: their reasons have many numbers, of which a client can rely on the family alone.
    init(_ refusal: Refusal) {
        let isTaken = refusal.code == Self.alreadyExists
        self.init(isTaken ? "BL34000061" : "BL01001973", refusal.message)
    }

    /// A refusal's code that is answered as “another … already exists”.
    static let alreadyExists = "already-exists"

    static let rolledBack = IntacctError(
        "XL03000009",
        "The entire transaction in this operation has been rolled back due to an error."
    )

    static func notValid(_ words: String) -> Self { Self("XL03000003", "XML Parse schema error: \(words)") }
}

/// A request as it was sent.
struct IntacctMessage: Sendable {
    enum Authentication: Sendable {
        case login(user: String, company: String, password: String)
        case session(String)
    }

    struct Function: Sendable {
        let controlID: String
        let content: XMLElement
    }

    let senderID: String
    let password: String
    let controlID: String
    let isUnique: Bool
    let authentication: Authentication
    let isTransaction: Bool
    let functions: [Function]

    init(_ root: XMLElement) throws(IntacctError) {
        guard root.name == QName("", "request") else { throw .notValid("the root is \(root.name), not request") }
        let control = try Self.child("control", of: root)
        try IntacctGrammar.check(control)
        self.senderID = try Self.text("senderid", of: control)
        self.password = try Self.text("password", of: control)
        self.controlID = try Self.text("controlid", of: control)
        self.isUnique = try Self.text("uniqueid", of: control).lowercased() == "true"
        guard try Self.text("dtdversion", of: control) == "3.0" else { throw .notValid("dtdversion is not 3.0") }
        let operation = try Self.child("operation", of: root)
        self.isTransaction = operation.attribute("transaction") == "true"
        self.authentication = try Self.authentication(try Self.child("authentication", of: operation))
        let functions = try Self.child("content", of: operation).children(QName("", "function"))
        guard !functions.isEmpty else { throw .notValid("content has no function") }
        var read: [Function] = []
        for function in functions { read.append(try Self.function(function)) }
        self.functions = read
    }

    private static func authentication(_ element: XMLElement) throws(IntacctError) -> Authentication {
        if let session = element.child(QName("", "sessionid")) { return .session(session.text.xmlTrimmed) }
        let login = try Self.child("login", of: element)
        return .login(
            user: try Self.text("userid", of: login),
            company: try Self.text("companyid", of: login),
            password: try Self.text("password", of: login)
        )
    }

    private static func function(_ element: XMLElement) throws(IntacctError) -> Function {
        guard let id = element.attribute("controlid"), !id.isEmpty else {
            throw .notValid("a function has no controlid")
        }
        guard let content = element.children.first, element.children.count == 1 else {
            throw .notValid("function \(id) has \(element.children.count) elements, not one")
        }
        try IntacctGrammar.check(content)
        return Function(controlID: id, content: content)
    }

    private static func child(_ name: String, of element: XMLElement) throws(IntacctError) -> XMLElement {
        guard let child = element.child(QName("", name)) else {
            throw .notValid("\(element.name.local) has no \(name)")
        }
        return child
    }

    private static func text(_ name: String, of element: XMLElement) throws(IntacctError) -> String {
        try Self.child(name, of: element).text.xmlTrimmed
    }
}

extension IntacctMessage.Function {
    /// The element's name, which the result repeats.
    var name: String { self.content.name.local }

    /// The name by which a fault finds it: `erp.create_invoice`, `erp.readByQuery.ARINVOICE`.
    var operation: String {
        switch self.name {
        case "create", "update": "erp.\(self.name).\(self.content.children.first?.name.local ?? "unknown")"
        case "read", "readByQuery", "readByName", "query", "delete":
            "erp.\(self.name).\(self.content.child(QName("", "object"))?.text.xmlTrimmed ?? "unknown")"
        default: "erp.\(self.name)"
        }
    }
}

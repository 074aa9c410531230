internal import SagaModel
internal import XML

/// One thing that the gateway is asked to do.
struct IntacctFunction: Equatable, Sendable {
    /// The element's name, which the answer repeats.
    let name: String
    /// What it is done to, for people: `INV-1001`.
    let subject: String
    let content: XMLOutput

    init(_ name: String, _ subject: String, _ content: [XMLOutput?]) {
        self.name = name
        self.subject = subject
        self.content = IntacctElement.element(name, content)
    }

    /// A function that names its record by the gateway's own key.
    init(_ name: String, _ subject: String, key: String, _ content: [XMLOutput?] = []) {
        self.name = name
        self.subject = subject
        self.content = IntacctElement.element(name, key: key, content)
    }
}

/// A question for the records that have one of our numbers.
struct IntacctQuery: Equatable, Sendable {
    let object: IntacctObject
    let id: String
    /// Fields of the company's own that are asked for besides.
    let customFields: [String]

    init(_ object: IntacctObject, _ id: String, customFields: [String] = []) {
        self.object = object
        self.id = id
        self.customFields = customFields
    }

    /// More than this of one number is a finding, not a page to turn; lines of an entry may be many.
    static let pageSize = 1000

    func function() throws(Failure) -> IntacctFunction {
        guard !self.id.contains("\\"), !self.id.isEmpty else {
            throw .rejected("Sage Intacct was not asked: “\(self.id)” cannot be searched for; use another number.")
        }
        let value = self.id.replacing("'", with: "\\'")
        let fields = self.object.fields + self.customFields
        return IntacctFunction(
            "readByQuery",
            "\(self.object.rawValue) \(self.id)",
            [
                IntacctElement.text("object", self.object.rawValue),
                IntacctElement.text("query", "\(self.object.keyField) = '\(value)'"),
                IntacctElement.text("fields", fields.joined(separator: ",")),
                IntacctElement.text("pagesize", String(Self.pageSize)),
            ]
        )
    }
}

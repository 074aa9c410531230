internal import XML

/// A function module that is called over SOAP, with its parameters in the order of its interface.
struct SAPFunction: Sendable {
    /// The modules that are called here, by the names of SAP's dictionary.
    enum Name: String, CaseIterable, Sendable {
        case createSalesOrder = "BAPI_SALESORDER_CREATEFROMDAT2"
        case changeSalesOrder = "BAPI_SALESORDER_CHANGE"
        case postDocument = "BAPI_ACC_DOCUMENT_POST"
        case commit = "BAPI_TRANSACTION_COMMIT"
    }

    static let namespace = "urn:sap-com:document:sap:soap:functions:mc-style"

    let name: Name
    /// The document's name with us, by which it is found again.
    let reference: String
    /// The books that a document is posted in, which its key repeats.
    let company: String?
    let parameters: [XMLOutput]

    init(_ name: Name, reference: String, company: String? = nil, _ parameters: [XMLOutput]) {
        self.name = name
        self.reference = reference
        self.company = company
        self.parameters = parameters
    }

    var body: XMLOutput { .element(QName(Self.namespace, self.name.element), self.parameters) }
}

extension SAPFunction.Name {
    /// The name as the mixed-case style of the service spells it: `BapiAccDocumentPost`.
    var element: String {
        self.rawValue.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined()
    }

    /// Whether this is the name of the answer.
    ///
    /// Some systems name the service after the business object's method, without `Bapi`; case is not kept either.
    func isAnswered(by name: QName) -> Bool {
        guard name.namespace == SAPFunction.namespace else { return false }
        let answer = name.local.sapName
        let own = self.rawValue.sapName
        return answer == "\(own)RESPONSE" || answer == "\(own.dropFirst("BAPI".count))RESPONSE"
    }
}

extension SAPFunction: CustomStringConvertible {
    var description: String { "\(self.name.rawValue) \(self.reference)" }
}

extension String {
    /// A name without what systems spell differently: `DocType`, `DOC_TYPE` and `DOCTYPE` are one.
    var sapName: String { self.filter { $0 != "_" && $0 != "." }.uppercased() }
}

extension XMLOutput {
    /// A parameter or a field; SAP's have no namespace.
    static func field(_ name: String, _ text: String) -> XMLOutput { .element(QName("", name), text: text) }

    static func structure(_ name: String, _ fields: [XMLOutput?]) -> XMLOutput {
        .element(QName("", name), fields.compactMap(\.self))
    }

    static func table(_ name: String, _ rows: [[XMLOutput?]]) -> XMLOutput {
        .structure(name, rows.map { .structure("item", $0) })
    }
}

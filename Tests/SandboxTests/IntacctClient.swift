import Foundation
import Sandbox
import Testing
import XML

/// What the gateway said.
struct GatewayAnswer {
    let root: XMLElement

    private func find(_ element: XMLElement, _ path: [String]) -> XMLElement? {
        path.reduce(element) { $0?.child(QName("", $1)) }
    }

    func text(_ path: String...) -> String? { self.find(self.root, path)?.text }

    /// `success`, `failure` or `aborted`, of each function.
    var statuses: [String] { self.results.compactMap { self.find($0, ["status"])?.text } }
    var keys: [String] { self.results.compactMap { self.find($0, ["key"])?.text } }

    private var results: [XMLElement] {
        self.root.child(QName("", "operation"))?.children(QName("", "result")) ?? []
    }

    /// The first error's number, of each place that has one.
    var codes: [String] {
        let operation = self.root.child(QName("", "operation"))
        return ([self.root] + [operation].compactMap(\.self) + self.results)
            .compactMap { self.find($0, ["errormessage", "error", "errorno"])?.text }
    }

    /// A field of the first record of the first result.
    func field(_ name: String) -> String? {
        let data = self.results.first.flatMap { self.find($0, ["data"]) }
        return data?.children.first?.child(QName("", name))?.text
    }

    var count: String? { self.results.first.flatMap { self.find($0, ["data"]) }?.attribute("totalcount") }
}

extension TestWorld {
    static let gateway = "/ia/xml/xmlgw.phtml"

    /// Posts a document as it is.
    func gateway(_ document: String) async throws -> GatewayAnswer {
        let answer = try await self.send("POST", Self.gateway, Data(document.utf8))
        #expect(answer.status == 200)
        return GatewayAnswer(root: try XMLReader().read(answer.body))
    }

    func request(
        _ functions: [(id: String, content: String)],
        authentication: String,
        controlID: String = UUID().uuidString,
        isUnique: Bool = false,
        isTransaction: Bool = false,
        password: String = IntacctCredentials().senderPassword
    ) async throws -> GatewayAnswer {
        let content = functions.map { "<function controlid=\"\($0.id)\">\($0.content)</function>" }.joined()
        return try await self.gateway(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <request><control><senderid>\(IntacctCredentials().senderID)</senderid><password>\(password)</password>
            <controlid>\(controlID)</controlid><uniqueid>\(isUnique)</uniqueid><dtdversion>3.0</dtdversion>
            <includewhitespace>false</includewhitespace></control>
            <operation transaction="\(isTransaction)"><authentication>\(authentication)</authentication>
            <content>\(content)</content></operation></request>
            """
        )
    }

    /// The element that opens the requests of a new session.
    func signIn(password: String = IntacctCredentials().userPassword) async throws -> (String, GatewayAnswer) {
        let credentials = IntacctCredentials()
        let login = """
            <login><userid>\(credentials.user)</userid><companyid>\(credentials.company)</companyid>\
            <password>\(password)</password></login>
            """
        let answer = try await self.request([("f", "<getAPISession/>")], authentication: login)
        let id = answer.text("operation", "result", "data", "api", "sessionid") ?? ""
        return ("<sessionid>\(id)</sessionid>", answer)
    }
}

/// Functions that the sandbox accepts.
enum GatewayFunction {
    static func customer(_ id: String = "ACME-001") -> String {
        """
        <create><CUSTOMER><CUSTOMERID>\(id)</CUSTOMERID><NAME>Acme</NAME></CUSTOMER></create>
        """
    }

    static func order(_ number: String, item: String = "SEAT") -> String {
        """
        <create_sotransaction><transactiontype>Sales Order</transactiontype>\(Self.date("datecreated", "11"))\
        <customerid>ACME-001</customerid><documentno>\(number)</documentno><referenceno>\(number)</referenceno>\
        <termname>net-30</termname><sotransitems><sotransitem><itemid>\(item)</itemid><quantity>3</quantity>\
        <price>99.99</price><locationid>northwind-de</locationid></sotransitem></sotransitems></create_sotransaction>
        """
    }

    static func invoice(_ number: String, month: String = "11", account: String = "4000") -> String {
        """
        <create_invoice><customerid>ACME-001</customerid>\(Self.date("datecreated", month))\
        <termname>net-30</termname><invoiceno>\(number)</invoiceno><ponumber>Q-1</ponumber><invoiceitems><lineitem>\
        <glaccountno>\(account)</glaccountno><amount>365.00</amount><locationid>northwind-de</locationid>\
        <itemid>SEAT</itemid><taxentries><taxentry><detailid>DE-19</detailid><trx_tax>69.35</trx_tax></taxentry>\
        </taxentries></lineitem></invoiceitems></create_invoice>
        """
    }

    static func payment(_ number: String, invoice: String, _ amount: String) -> String {
        """
        <create_arpayment><customerid>ACME-001</customerid><paymentamount>\(amount)</paymentamount>\
        <bankaccountid>BANK</bankaccountid><refid>\(number)</refid>\(Self.date("datereceived", "11"))\
        <paymentmethod>EFT</paymentmethod><arpaymentitem><invoicekey>\(invoice)</invoicekey>\
        <amount>\(amount)</amount></arpaymentitem></create_arpayment>
        """
    }

    static func reverse(_ kind: String, key: String, month: String = "11") -> String {
        "<reverse_\(kind) key=\"\(key)\">\(Self.date("datereversed", month))<description>x</description></reverse_\(kind)>"
    }

    static func find(_ object: String, _ query: String) -> String {
        """
        <readByQuery><object>\(object)</object><query>\(query)</query><fields>*</fields><pagesize>10</pagesize>\
        </readByQuery>
        """
    }

    static func date(_ name: String, _ month: String) -> String {
        "<\(name)><year>2026</year><month>\(month)</month><day>21</day></\(name)>"
    }
}

import Foundation
import SOAP
import Sandbox
import Testing
import XML

/// The names that the tests write records with.
enum Names {
    static let messages = "urn:messages_2025_2.platform.webservices.netsuite.com"
    static let core = "urn:core_2025_2.platform.webservices.netsuite.com"
    static let relationships = "urn:relationships_2025_2.lists.webservices.netsuite.com"
    static let sales = "urn:sales_2025_2.transactions.webservices.netsuite.com"
    static let customers = "urn:customers_2025_2.transactions.webservices.netsuite.com"
    static let general = "urn:general_2025_2.transactions.webservices.netsuite.com"
}

func plain(_ name: String) -> QName { QName("", name) }

/// A record, as a client writes it.
struct Record {
    let namespace: String
    let type: String
    let externalID: String
    var fields: [XMLOutput] = []

    func text(_ name: String, _ text: String) -> XMLOutput { .element(QName(self.namespace, name), text: text) }

    func reference(_ name: String, _ attribute: String, _ id: String) -> XMLOutput {
        .element(QName(self.namespace, name), attributes: [(plain(attribute), .text(id))])
    }

    var output: XMLOutput {
        .element(
            QName(Names.messages, "record"),
            attributes: [
                (.xsiType, .qname(QName(self.namespace, self.type))), (plain("externalId"), .text(self.externalID)),
            ],
            self.fields
        )
    }

    static func customer(_ id: String = "ACME-001") -> Record {
        var record = Record(namespace: Names.relationships, type: "Customer", externalID: id)
        record.fields = [record.text("companyName", "Acme GmbH"), record.reference("subsidiary", "internalId", "1")]
        return record
    }

    static func salesOrder(_ id: String, customer: String = "ACME-001", item: String = "501") -> Record {
        Self.sale("SalesOrder", id, customer: customer, item: item, reference: id)
    }

    /// One year of service for 365.00, and 69.35 of tax.
    static func invoice(
        _ id: String,
        customer: String = "ACME-001",
        item: String = "501",
        date: String = "2026-11-01",
        amount: String = "365.00"
    ) -> Record {
        Self.sale("Invoice", id, customer: customer, item: item, reference: "Q-1", date: date, amount: amount)
    }

    private static func sale(
        _ type: String,
        _ id: String,
        customer: String,
        item: String,
        reference: String,
        date: String = "2026-11-01",
        amount: String = "365.00"
    ) -> Record {
        var record = Record(namespace: Names.sales, type: type, externalID: id)
        let line = XMLOutput.element(
            QName(Names.sales, "item"),
            [
                record.reference("item", "internalId", item), record.text("amount", amount),
                record.text("revRecStartDate", "2026-11-01T00:00:00"),
                record.text("revRecEndDate", "2027-10-31T00:00:00"), record.text("tax1Amt", "69.35"),
            ]
        )
        record.fields = [
            record.reference("entity", "externalId", customer), record.text("tranDate", "\(date)T00:00:00"),
            record.text("otherRefNum", reference), .element(QName(Names.sales, "itemList"), [line]),
        ]
        return record
    }

    /// A credit of 100.00 and 19.00 of tax.
    static func credit(_ id: String, invoice: String, applied: String, date: String = "2026-11-20") -> Record {
        var record = Record(namespace: Names.customers, type: "CreditMemo", externalID: id)
        let line = XMLOutput.element(
            QName(Names.customers, "item"),
            [
                record.reference("item", "internalId", "501"), record.text("amount", "100.00"),
                record.text("tax1Amt", "19.00"),
            ]
        )
        let apply = XMLOutput.element(
            QName(Names.customers, "apply"),
            [record.text("apply", "true"), record.text("doc", invoice), record.text("amount", applied)]
        )
        record.fields = [
            record.reference("entity", "externalId", "ACME-001"), record.text("tranDate", "\(date)T00:00:00"),
            .element(QName(Names.customers, "itemList"), [line]),
            .element(QName(Names.customers, "applyList"), [apply]),
        ]
        return record
    }

    /// Deferred revenue to revenue.
    static func journal(_ id: String, debit: String, credit: String, date: String = "2026-11-20") -> Record {
        var record = Record(namespace: Names.general, type: "JournalEntry", externalID: id)
        func line(_ account: String, _ side: String, _ amount: String) -> XMLOutput {
            .element(
                QName(Names.general, "line"),
                [record.reference("account", "internalId", account), record.text(side, amount)]
            )
        }
        record.fields = [
            record.text("tranDate", "\(date)T00:00:00"),
            .element(
                QName(Names.general, "lineList"),
                [line("802", "debit", debit), line("803", "credit", credit)]
            ),
        ]
        return record
    }

    /// The dispute flag of an invoice, and nothing else of it.
    static func hold(_ invoice: String, _ ids: String, scriptID: String = "custbody_hold_reasons") -> Record {
        var record = Record(namespace: Names.sales, type: "Invoice", externalID: invoice)
        func field(_ id: String, _ type: String, _ value: String) -> XMLOutput {
            .element(
                QName(Names.core, "customField"),
                attributes: [(.xsiType, .qname(QName(Names.core, type))), (plain("scriptId"), .text(id))],
                [.element(QName(Names.core, "value"), text: value)]
            )
        }
        let flag = field("custbody_hold", "BooleanCustomFieldRef", ids.isEmpty ? "false" : "true")
        let reasons = field(scriptID, "StringCustomFieldRef", ids)
        record.fields = [.element(QName(Names.sales, "customFieldList"), [flag, reasons])]
        return record
    }

    static func payment(_ id: String, invoice: String, _ amount: String, date: String = "2026-11-20") -> Record {
        var record = Record(namespace: Names.customers, type: "CustomerPayment", externalID: id)
        let apply = XMLOutput.element(
            QName(Names.customers, "apply"),
            [record.text("apply", "true"), record.text("doc", invoice), record.text("amount", amount)]
        )
        record.fields = [
            record.reference("customer", "externalId", "ACME-001"), record.text("payment", amount),
            record.text("tranDate", "\(date)T00:00:00"), .element(QName(Names.customers, "applyList"), [apply]),
        ]
        return record
    }
}

extension TestWorld {
    /// What the ERP said.
    struct ERPAnswer {
        let status: Int
        let message: SOAPMessage

        private var response: XMLElement? {
            guard case .body(let entry, _) = self.message else { return nil }
            return entry.children.first
        }

        /// The code of the refusal, or of the fault; nothing when it was done.
        var code: String? {
            if case .fault(let fault) = self.message { return fault.detail.first?.children.first?.text }
            return self.response?.child(QName(Names.core, "status"))?.children.first?.children.first?.text
        }

        var internalID: String? { self.response?.child(QName(Names.messages, "baseRef"))?.attribute("internalId") }

        func field(_ name: String) -> String? {
            self.response?.child(QName(Names.messages, "record"))?.child(QName(Names.sales, name))?.text
        }
    }

    func upsert(_ record: Record, nonce: String? = nil, signature: String? = nil) async throws -> ERPAnswer {
        try await self.call("upsert", record.output, nonce: nonce, signature: signature)
    }

    func refer(_ operation: String, _ type: String, _ externalID: String) async throws -> ERPAnswer {
        let reference = XMLOutput.element(
            QName(Names.messages, "baseRef"),
            attributes: [
                (.xsiType, .qname(QName(Names.core, "RecordRef"))), (plain("type"), .text(type)),
                (plain("externalId"), .text(externalID)),
            ]
        )
        return try await self.call(operation, reference)
    }

    func call(
        _ operation: String,
        _ content: XMLOutput,
        nonce: String? = nil,
        signature: String? = nil,
        action: String? = nil
    ) async throws -> ERPAnswer {
        let nonce = nonce ?? UUID().uuidString.filter { $0 != "-" }
        let known = SandboxCredentials()
        func part(_ name: String, _ text: String) -> XMLOutput { .element(QName(Names.core, name), text: text) }
        let signed = XMLOutput.element(
            QName(Names.core, "signature"),
            attributes: [(plain("algorithm"), "HMAC-SHA256")],
            text: signature ?? known.signature(nonce: nonce, timestamp: "1795228192")
        )
        let passport = XMLOutput.element(
            QName(Names.messages, "tokenPassport"),
            [
                part("account", known.account), part("consumerKey", known.consumerKey), part("token", known.token),
                part("nonce", nonce), part("timestamp", "1795228192"), signed,
            ]
        )
        let body = XMLOutput.element(QName(Names.messages, operation), [content])
        let bytes = try SOAPEnvelope(header: [passport], body: body).document()
        let answer = try await self.send(
            "POST",
            "/services/NetSuitePort_2025_2",
            Data(bytes),
            headers: ["Content-Type": "text/xml; charset=utf-8", "SOAPAction": "\"\(action ?? operation)\""]
        )
        return ERPAnswer(status: answer.status, message: try readSOAP(Array(answer.body)))
    }
}

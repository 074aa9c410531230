import AdapterConformance
import RevenueModel
import SagaModel

// What a customer's case asks of billing, support and CRM.

extension JSONSubject {
    static let hold = Recipe("hold") { serial, gateway in
        let invoice = try await Self.invoice(serial, gateway)
        let hold = InvoiceHold(
            id: "CS-\(serial)",
            invoice: invoice.number,
            reason: "case CS-\(serial)",
            placedOn: try Samples.day("2026-11-21")
        )
        return Effect(
            .billing(.holdInvoice(hold: hold)),
            wayBack: .request(.billing(.releaseInvoice(hold: hold))),
            makes: RemoteDocument(kind: "hold", subject: "CS-\(serial)")
        )
    }

    static let credit = Recipe("record credit") { serial, gateway in
        let invoice = try await Self.invoice(serial, gateway)
        return Effect(
            .billing(.recordCredit(credit: try Self.memo(serial, invoice.number), refund: .zero(.euro))),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "creditMemo", subject: "CR-\(serial)", amount: "119.00")
        )
    }

    static let answer = Recipe("answer of the case") { serial, _ in
        Effect(
            .support(.answerCase(answer: CaseAnswer(supportCase: "CS-\(serial)", kind: .upheld, text: "It stands."))),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "notice", subject: "CS-\(serial):upheld")
        )
    }

    static let creditNote = Recipe("note of the credit") { serial, _ in
        let supportCase = SupportCase(
            id: "CS-\(serial)",
            account: "ACME-001",
            legalEntity: "northwind-de",
            subject: "outage",
            openedOn: try Samples.day("2026-11-21")
        )
        return Effect(
            .crm(.tellCredited(supportCase: supportCase, credit: try Self.memo(serial, "INV-\(serial)"))),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "notice", subject: "CR-\(serial)")
        )
    }

    private static func invoice(_ serial: Int, _ gateway: RevenueSystem) async throws -> Invoice {
        let key = IdempotencyKey(rawValue: "conformance/\(serial)/draft")
        let draft = try await gateway.send(.billing(.draftInvoice(order: try Samples.order(serial))), key: key)
        guard let invoice = draft.invoice else { return Invoice(unnumbered: try Samples.order(serial)) }
        return invoice
    }

    private static func memo(_ serial: Int, _ invoice: String) throws -> CreditMemo {
        let line = CreditLine(
            number: 1,
            corrects: 1,
            item: "SEAT",
            description: "Seats & “support”",
            amount: try Samples.euros(100_00),
            tax: try Samples.euros(19_00),
            obligation: "platform-access"
        )
        return CreditMemo(
            number: "CR-\(serial)",
            invoice: invoice,
            account: Samples.account(),
            legalEntity: "northwind-de",
            taxCode: "DE-19",
            issuedOn: try Samples.day("2026-11-21"),
            reason: "case CS-\(serial): outage",
            lines: [line],
            net: line.amount,
            tax: line.tax,
            total: try Samples.euros(119_00),
            applied: try Samples.euros(119_00)
        )
    }
}

internal import Adapters
internal import FoundationEssentials

/// A case of Salesforce in our words: opened, escalated, resolved or withdrawn, as its fields say.
///
/// What is missing is left out: whoever reads the event names it, and it becomes a dead letter that can be corrected.
struct SalesforceCase: Encodable {
    /// Which field of their record has what.
    struct Fields {
        var account = "Account_Number__c"
        var invoice = "Invoice__c"
        var order = "Order__c"
        var line = "Invoice_Line__c"
        var outcome = "Outcome__c"
        var amount = "Credit_Amount__c"
        var currency = "CurrencyIsoCode"
        var reason = "Resolution__c"
    }

    private struct Opened: Encodable {
        let id, account, legalEntity, subject, openedOn, invoice, order: String?
        let line: Int?
    }

    private struct Resolution: Encodable {
        let supportCase, outcome, decidedOn, reason: String?
        let lines: [Part]
    }

    private struct Part: Encodable {
        let line: Int
        let amount: Amount?
    }

    private struct Amount: Encodable {
        let amount, currency: String?
    }

    let source = "salesforce"
    let id: String
    let type: String
    let about: String?
    private let supportCase: Opened?
    private let resolution: Resolution?

    init(_ notification: OutboundMessage.Notification, _ fields: Fields, legalEntity: String) {
        let values = notification.fields
        let (number, line) = (values["CaseNumber"], values[fields.line].flatMap { Int($0) })
        let outcome = values[fields.outcome]?.lowercased()
        self.id = notification.id
        self.about = number
        self.type = Self.type(notification, outcome)
        let isOver = ["case-resolved", "case-withdrawn"].contains(self.type)
        self.resolution =
            isOver
            ? Resolution(
                supportCase: number,
                outcome: outcome,
                decidedOn: Self.day(values["ClosedDate"]),
                reason: values[fields.reason] ?? values["Subject"],
                lines: values[fields.amount].map { amount in
                    [Part(line: line ?? 1, amount: Amount(amount: amount, currency: values[fields.currency]))]
                } ?? []
            ) : nil
        self.supportCase =
            self.type == "case-opened"
            ? Opened(
                id: number,
                account: values[fields.account],
                legalEntity: legalEntity,
                subject: values["Subject"],
                openedOn: Self.day(values["CreatedDate"]),
                invoice: values[fields.invoice],
                order: values[fields.order],
                line: line
            ) : nil
    }

    private static func type(_ notification: OutboundMessage.Notification, _ outcome: String?) -> String {
        guard notification.object == "Case" else { return notification.object }
        let values = notification.fields
        if values["IsClosed"] == "true" || values["Status"] == "Closed" {
            return outcome == "withdrawn" ? "case-withdrawn" : "case-resolved"
        }
        return values["IsEscalated"] == "true" || values["Status"] == "Escalated" ? "case-escalated" : "case-opened"
    }

    /// The day of `2026-11-20T09:15:00.000Z`, as it is written there: in UTC.
    private static func day(_ time: String?) -> String? { time.map { String($0.prefix(10)) } }
}

import RevenueModel
import XML

/// A payment file, as far as the sandbox's bank looks at it: pain.001.
struct PaymentFile: Sendable {
    struct Payment: Sendable {
        let endToEnd: String
        let amount: Money
        let payee: String
    }

    let message: String
    let payments: [Payment]

    init(_ bytes: [UInt8]) throws(Refusal) {
        let root: XMLElement
        do throws(XMLError) { root = try XMLReader().read(bytes) } catch {
            throw Refusal("FF01", "The file cannot be read: \(error)")
        }
        guard root.name.namespace.contains(":pain.001.001."),
            let message = root.text(["CstmrCdtTrfInitn", "GrpHdr", "MsgId"])
        else { throw Refusal("FF01", "This is no pain.001 with a message id.") }
        self.message = message
        var payments: [Payment] = []
        let blocks = root.all("CstmrCdtTrfInitn").flatMap { $0.all("PmtInf") }
        for order in blocks.flatMap({ $0.all("CdtTrfTxInf") }) { payments.append(try Self.payment(order)) }
        guard !payments.isEmpty else { throw Refusal("FF01", "There is no payment in \(message).") }
        self.payments = payments
    }

    private static func payment(_ order: XMLElement) throws(Refusal) -> Payment {
        guard let endToEnd = order.text(["PmtId", "EndToEndId"]),
            let amount = order.all("Amt").first?.all("InstdAmt").first,
            let currency = amount.attribute("Ccy").flatMap(Currency.init),
            let money = try? Money(decimal: amount.text, currency), money.isPositive,
            let payee = order.text(["CdtrAcct", "Id", "IBAN"]) ?? order.text(["CdtrAcct", "Id", "Othr", "Id"])
        else { throw Refusal("FF01", "A payment lacks its end-to-end id, its amount or its payee's account.") }
        return Payment(endToEnd: endToEnd, amount: money, payee: payee)
    }
}

extension XMLElement {
    fileprivate func all(_ local: String) -> [XMLElement] { self.children.filter { $0.name.local == local } }

    fileprivate func text(_ path: [String]) -> String? {
        var element = self
        for local in path {
            guard let next = element.all(local).first else { return nil }
            element = next
        }
        return element.text.isEmpty ? nil : element.text
    }
}

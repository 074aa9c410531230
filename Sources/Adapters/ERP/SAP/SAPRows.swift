internal import FoundationEssentials
internal import RevenueModel
internal import SagaModel

/// A document of the ledger, as it stands there.
struct SAPEntry: Decodable, Sendable {
    let number: String
    let company: String
    let year: String
    let type: String
    /// The external id that it was posted under.
    let reference: String
    let lines: [Line]

    struct Line: Decodable, Sendable {
        let account: String
        /// Of a customer's open item; otherwise empty.
        let customer: String
        /// Positive on the debit side, negative on the credit side.
        let amount: Money

        private enum CodingKeys: String, CodingKey {
            case account = "GLAccount"
            case customer = "Customer"
            case side = "DebitCreditCode"
            case amount = "AmountInTransactionCurrency"
            case currency = "TransactionCurrency"
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            self.account = try values.decodeIfPresent(String.self, forKey: .account) ?? ""
            self.customer = try values.decodeIfPresent(String.self, forKey: .customer) ?? ""
            let currency = try values.decode(Currency.self, forKey: .currency)
            let amount = try Money(decimal: try values.decode(String.self, forKey: .amount), currency)
            switch try values.decode(String.self, forKey: .side) {
            case "S": self.amount = amount
            case "H": self.amount = Money(minorUnits: -amount.minorUnits, currency)
            case let side:
                let problem = "“\(side)” is neither S for debit nor H for credit."
                throw DecodingError.dataCorruptedError(forKey: .side, in: values, debugDescription: problem)
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case number = "AccountingDocument"
        case company = "CompanyCode"
        case year = "FiscalYear"
        case type = "AccountingDocumentType"
        case reference = "ReferenceDocument"
        case lines = "to_JournalEntryItem"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.number = try values.decode(String.self, forKey: .number)
        self.company = try values.decode(String.self, forKey: .company)
        self.year = try values.decode(String.self, forKey: .year)
        self.type = try values.decode(String.self, forKey: .type)
        self.reference = try values.decode(String.self, forKey: .reference)
        self.lines = try values.decode(SAPRows<Line>.self, forKey: .lines).results
    }
}

/// A customer's item in the list of what is open and what was cleared by what.
struct SAPItem: Decodable, Sendable {
    let document: String
    let company: String
    let year: String
    /// Empty while the item is open.
    let clearedBy: String

    private enum CodingKeys: String, CodingKey {
        case document = "AccountingDocument"
        case company = "CompanyCode"
        case year = "FiscalYear"
        case clearedBy = "ClearingAccountingDocument"
    }
}

/// A sales order with its items; one without is cancelled.
struct SAPOrder: Decodable, Sendable {
    struct Item: Decodable, Sendable {
        let number: String
        let material: String
        let amount: String

        private enum CodingKeys: String, CodingKey {
            case number = "SalesOrderItem"
            case material = "Material"
            case amount = "NetAmount"
        }
    }

    let number: String
    let currency: Currency
    let items: [Item]

    private enum CodingKeys: String, CodingKey {
        case number = "SalesOrder"
        case currency = "TransactionCurrency"
        case items = "to_Item"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.number = try values.decode(String.self, forKey: .number)
        self.currency = try values.decode(Currency.self, forKey: .currency)
        self.items = try values.decode(SAPRows<Item>.self, forKey: .items).results
    }
}

struct SAPCustomer: Decodable, Sendable {
    let number: String

    private enum CodingKeys: String, CodingKey { case number = "Customer" }
}

/// The rows of a list, as version 2 of OData wraps them.
struct SAPRows<Row: Decodable & Sendable>: Decodable, Sendable {
    let results: [Row]
}

/// The outermost object of such an answer.
struct SAPList<Row: Decodable & Sendable>: Decodable, Sendable {
    let d: SAPRows<Row>
}

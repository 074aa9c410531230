/// The kinds of record that are read here; the raw value is what the gateway calls them.
enum IntacctObject: String, Sendable {
    case customer = "CUSTOMER"
    case salesOrder = "SODOCUMENT"
    case invoice = "ARINVOICE"
    case adjustment = "ARADJUSTMENT"
    case payment = "ARPYMT"
    case journalEntry = "GLBATCH"
    case journalLine = "GLENTRY"

    /// The field that we look a record up by; it holds our own number wherever there is one.
    var keyField: String {
        switch self {
        case .customer: "CUSTOMERID"
        case .salesOrder: "DOCID"
        case .invoice, .adjustment: "RECORDID"
        case .payment: "DOCNUMBER"
        case .journalEntry: "REFERENCENO"
        case .journalLine: "BATCHNO"
        }
    }

    /// What is asked of it: no more than is looked at.
    var fields: [String] {
        switch self {
        case .customer: ["RECORDNO", "CUSTOMERID"]
        case .salesOrder: ["RECORDNO", "DOCID"]
        case .invoice: ["RECORDNO", "RECORDID", "STATE", "ONHOLD"]
        case .adjustment: ["RECORDNO", "RECORDID", "STATE", "TRX_TOTALDUE"]
        case .payment: ["RECORDNO", "DOCNUMBER", "STATE"]
        case .journalEntry: ["RECORDNO", "REFERENCENO"]
        case .journalLine:
            ["BATCHNO", "LINE_NO", "ACCOUNTNO", "TR_TYPE", "TRX_AMOUNT", "CURRENCY", "LOCATION", "DESCRIPTION"]
        }
    }
}

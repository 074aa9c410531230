@testable import Adapters

/// Answers in the words of a SAP system.
enum SAPAnswers {
    static func envelope(_ body: String) -> String {
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header/><e:Body>\(body)</e:Body></e:Envelope>"
    }

    static func entry(_ name: String, _ content: String) -> String {
        Self.envelope("<n:\(name) xmlns:n=\"\(SAPFunction.namespace)\">\(content)</n:\(name)>")
    }

    static func row(_ type: String, _ id: String = "RW", _ number: String = "605", _ text: String = "said") -> String {
        "<item><TYPE>\(type)</TYPE><ID>\(id)</ID><NUMBER>\(number)</NUMBER><MESSAGE>\(text)</MESSAGE></item>"
    }

    static func posted(_ key: String = "010000000717102026", _ rows: String = Self.row("S")) -> String {
        Self.entry("AccDocumentPostResponse", "<OBJ_KEY>\(key)</OBJ_KEY><RETURN>\(rows)</RETURN>")
    }

    static func ordered(_ number: String = "0000004737", _ rows: String = Self.row("S", "V1", "311")) -> String {
        Self.entry(
            "SalesOrderCreateFromDat2Response",
            "<SALESDOCUMENT>\(number)</SALESDOCUMENT><RETURN>\(rows)</RETURN>"
        )
    }

    static let committed = Self.entry("TransactionCommitResponse", "<RETURN><TYPE>S</TYPE><ID>00</ID></RETURN>")

    static func fault(_ name: String) -> String {
        Self.envelope(
            """
            <e:Fault><faultcode>e:Client</faultcode><faultstring>broken</faultstring><detail>\
            <n:SystemFault xmlns:n="\(SAPFunction.namespace)"><Name>\(name)</Name></n:SystemFault></detail></e:Fault>
            """
        )
    }

    static let nothing = #"{"d":{"results":[]}}"#

    /// One document of the ledger, as large as the fixtures' invoice unless another sum is wanted.
    static func document(_ number: String = "0100000007", sum: String = "1429.190") -> String {
        #"""
        {"AccountingDocument":"\#(number)","CompanyCode":"1710","FiscalYear":"2026","AccountingDocumentType":"DR",\#
        "ReferenceDocument":"INV-1001","to_JournalEntryItem":{"results":[\#
        {"GLAccount":"","Customer":"0001000001","DebitCreditCode":"S",\#
        "AmountInTransactionCurrency":"\#(sum)","TransactionCurrency":"EUR"},\#
        {"GLAccount":"0041000000","Customer":"","DebitCreditCode":"H",\#
        "AmountInTransactionCurrency":"\#(sum)","TransactionCurrency":"EUR"}]}}
        """#
    }

    static func documents(_ documents: String...) -> String {
        #"{"d":{"results":[\#(documents.joined(separator: ","))]}}"#
    }
}

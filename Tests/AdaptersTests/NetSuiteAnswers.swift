/// Answers in the words of the service, made here.
enum NetSuiteAnswers {
    static func upserted(_ type: String, _ externalID: String, internalID: String, status: Int = 200) -> Loopback.Answer
    {
        self.write(
            "upsert",
            "<c:status isSuccess=\"true\"/>",
            self.reference(type, externalID, internalID),
            status: status
        )
    }

    static func deleted(_ type: String, internalID: String) -> Loopback.Answer {
        self.write(
            "delete",
            "<c:status isSuccess=\"true\"/>",
            "<m:baseRef internalId=\"\(internalID)\" type=\"\(type)\"/>"
        )
    }

    /// A record that was read; `content` is its fields, in the record's own namespace under the prefix `s`.
    static func found(
        _ type: String,
        _ externalID: String,
        internalID: String,
        _ content: String = ""
    ) -> Loopback.Answer {
        let record = """
            <m:record xmlns:s="urn:\(self.module(type))" \
            xsi:type="s:\(type)" externalId="\(externalID)" internalId="\(internalID)">\(content)</m:record>
            """
        return self.envelope(
            """
            <m:getResponse><m:readResponse><c:status isSuccess="true"/>\(record)</m:readResponse></m:getResponse>
            """
        )
    }

    static let missing = Self.refused("get", "RCRD_DSNT_EXIST")

    static func refused(_ operation: String, _ code: String, attributes: String = "", says: String = "No.")
        -> Loopback.Answer
    {
        let detail =
            "<c:statusDetail type=\"ERROR\"\(attributes)><c:code>\(code)</c:code><c:message>\(says)</c:message>"
        let status = "<c:status isSuccess=\"false\">\(detail)</c:statusDetail></c:status>"
        let response = operation == "get" ? "readResponse" : "writeResponse"
        return self.envelope(
            "<m:\(operation)Response><m:\(response)>\(status)</m:\(response)></m:\(operation)Response>"
        )
    }

    static func fault(_ name: String, _ code: String, status: Int = 500) -> Loopback.Answer {
        self.envelope(
            """
            <e:Fault><faultcode>e:Server.userException</faultcode><faultstring>It says no.</faultstring><detail>\
            <f:\(name) xmlns:f="urn:faults_2025_2.platform.webservices.netsuite.com">\
            <f:code>\(code)</f:code></f:\(name)>\
            </detail></e:Fault>
            """,
            status: status
        )
    }

    static func write(_ operation: String, _ status: String, _ rest: String, status code: Int = 200) -> Loopback.Answer
    {
        self.envelope(
            "<m:\(operation)Response><m:writeResponse>\(status)\(rest)</m:writeResponse></m:\(operation)Response>",
            status: code
        )
    }

    private static func reference(_ type: String, _ externalID: String, _ internalID: String) -> String {
        """
        <m:baseRef xsi:type="c:RecordRef" internalId="\(internalID)" externalId="\(externalID)" type="\(type)"/>
        """
    }

    private static func module(_ type: String) -> String {
        switch type {
        case "Customer": "relationships_2025_2.lists.webservices.netsuite.com"
        case "JournalEntry": "general_2025_2.transactions.webservices.netsuite.com"
        case "CustomerPayment", "CreditMemo": "customers_2025_2.transactions.webservices.netsuite.com"
        default: "sales_2025_2.transactions.webservices.netsuite.com"
        }
    }

    /// The custom fields of a record or line.
    static func custom(_ fields: [(String, String)]) -> String {
        let refs = fields.map { id, value in
            "<c:customField xsi:type=\"c:StringCustomFieldRef\" scriptId=\"\(id)\"><c:value>\(value)</c:value></c:customField>"
        }
        return "<s:customFieldList>\(refs.joined())</s:customFieldList>"
    }

    static func envelope(_ body: String, status: Int = 200) -> Loopback.Answer {
        .text(
            status,
            """
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:m="urn:messages_2025_2.platform.webservices.netsuite.com" \
            xmlns:c="urn:core_2025_2.platform.webservices.netsuite.com" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body>\(body)</e:Body></e:Envelope>
            """
        )
    }
}

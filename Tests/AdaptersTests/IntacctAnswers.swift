import AsyncHTTPClient
import RevenueModel
import SagaModel

@testable import Adapters

/// Answers of the gateway, as text; every request of a test goes under the control id `n`.
enum IntacctAnswers {
    static func response(control: String = "success", controlID: String = "n", _ content: String) -> Loopback.Answer {
        .text(
            200,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <response><control><status>\(control)</status><senderid>sender</senderid><controlid>\(controlID)</controlid>\
            <uniqueid>false</uniqueid><dtdversion>3.0</dtdversion></control>\(content)</response>
            """
        )
    }

    static func operation(
        _ results: String,
        company: String = "ACME",
        controlID: String = "n"
    ) -> Loopback.Answer {
        Self.response(
            controlID: controlID,
            """
            <operation><authentication><status>success</status><userid>user</userid><companyid>\(company)</companyid>\
            <locationid></locationid></authentication>\(results)</operation>
            """
        )
    }

    /// A session at the address of the server that the test runs.
    static func session(_ server: String, id: String = "s-1") -> Loopback.Answer {
        Self.operation(
            Self.result(
                "getAPISession",
                id: "n",
                """
                <data><api><sessionid>\(id)</sessionid><endpoint>\(server)/ia/xml/xmlgw.phtml</endpoint>\
                <locationid></locationid></api></data>
                """
            )
        )
    }

    static func result(_ function: String, id: String, _ content: String, status: String = "success") -> String {
        """
        <result><status>\(status)</status><function>\(function)</function><controlid>\(id)</controlid>\(content)</result>
        """
    }

    static func records(_ object: String, id: String, _ records: [String]) -> String {
        let name = object.lowercased()
        let data = records.map { "<\(name)>\($0)</\(name)>" }.joined()
        return Self.result(
            "readByQuery",
            id: id,
            """
            <data listtype="\(name)" count="\(records.count)" totalcount="\(records.count)" numremaining="0" \
            resultId="">\(data)</data>
            """
        )
    }

    /// What a read of one number finds.
    static func found(_ object: String, _ records: String...) -> Loopback.Answer {
        Self.operation(Self.records(object, id: "n-1", records))
    }

    static func created(_ function: String, key: String = "31", id: String = "k") -> Loopback.Answer {
        Self.operation(Self.result(function, id: id, "<key>\(key)</key>"))
    }

    static func error(_ code: String, _ words: String = "Because.") -> String {
        """
        <error><errorno>\(code)</errorno><description></description><description2>\(words)</description2>\
        <correction></correction></error>
        """
    }

    static func errors(_ codes: String...) -> String {
        "<errormessage>\(codes.map { Self.error($0) }.joined())</errormessage>"
    }

    static func refused(_ function: String, _ codes: String..., id: String = "k") -> Loopback.Answer {
        let errors = codes.map { Self.error($0) }.joined()
        return Self.operation(
            Self.result(function, id: id, "<errormessage>\(errors)</errormessage>", status: "failure")
        )
    }

    static func notSignedIn(_ code: String = "XL03000006") -> Loopback.Answer {
        Self.response(
            """
            <operation><authentication><status>failure</status><userid></userid><companyid></companyid>\
            </authentication>\(Self.errors(code))</operation>
            """
        )
    }
}

extension Fixtures {
    static let intacctMappings = Mappings(
        entities: ["DE01": "100"],
        items: ["SEAT": "SEAT-1"],
        accounts: [
            "bank": "BOA", "receivable": "1200", "revenue": "4000", "deferred-revenue": "2400", "tax-payable": "2200",
        ],
        taxCodes: ["DE-19": "Germany 19"],
        terms: ["net-30": "N30"],
        customFields: ["obligation": "OBLIGATION", "holds": "HOLDS", "changes": "CHANGES"],
        currencies: ["EUR": "EUR"]
    )

    static func intacctSettings(url: String, mappings: Mappings = Self.intacctMappings) -> IntacctSettings {
        IntacctSettings(
            url: "\(url)/ia/xml/xmlgw.phtml",
            senderID: "sender",
            senderPassword: Secret("s3cret-sender"),
            company: "ACME",
            user: "user",
            userPassword: Secret("s3cret-user"),
            mappings: mappings,
            revenueTemplate: "Straight line",
            timeout: .seconds(180)
        )
    }
}

extension Loopback {
    /// The gateway's adapter, whose nonce is `n` always.
    func intacct(mappings: Mappings = Fixtures.intacctMappings) -> IntacctAdapter {
        IntacctAdapter(
            settings: Fixtures.intacctSettings(url: self.url, mappings: mappings),
            client: .shared,
            nonce: { "n" }
        )
    }

    /// Runs `body` against a server that first opens a session, then gives these answers.
    static func inSession<Result>(
        _ script: [Answer],
        _ body: (Loopback) async throws -> Result
    ) async throws -> Result {
        try await Self.answering([]) { server in
            server.add([IntacctAnswers.session(server.url)] + script)
            return try await body(server)
        }
    }
}

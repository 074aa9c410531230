import RevenueModel
import XML

/// Writes what the gateway says.
struct IntacctResponse {
    let today: LocalDate

    /// Nothing was looked at: the request is not one, or its sender is nobody, or its control id was used.
    func refused(_ error: IntacctError, _ message: IntacctMessage?) throws(XMLError) -> [UInt8] {
        try Self.response([self.control("failure", message), Self.errors([error])])
    }

    /// The user was not let in.
    func signInFailed(_ error: IntacctError, _ message: IntacctMessage) throws(XMLError) -> [UInt8] {
        let authentication = Self.element(
            "authentication",
            [Self.text("status", "failure"), Self.text("userid", ""), Self.text("companyid", "")]
        )
        let operation = Self.element("operation", [authentication, Self.errors([error])])
        return try Self.response([self.control("success", message), operation])
    }

    func carriedOut(_ outcomes: [IntacctOutcome], _ message: IntacctMessage) throws(XMLError) -> [UInt8] {
        let credentials = IntacctCredentials()
        let authentication = Self.element(
            "authentication",
            [
                Self.text("status", "success"), Self.text("userid", credentials.user),
                Self.text("companyid", credentials.company), Self.text("locationid", ""),
                Self.text("sessiontimestamp", "\(self.today)T00:00:00+00:00"),
            ]
        )
        let operation = Self.element("operation", [authentication] + outcomes.map(self.result))
        return try Self.response([self.control("success", message), operation])
    }

    static func session(_ id: String, endpoint: String) -> IntacctReply {
        let api = Self.element(
            "api",
            [Self.text("sessionid", id), Self.text("endpoint", endpoint), Self.text("locationid", "")]
        )
        return .data(Self.element("data", [api]))
    }
}

extension IntacctResponse {
    private func control(_ status: String, _ message: IntacctMessage?) -> XMLOutput {
        Self.element(
            "control",
            [
                Self.text("status", status), Self.text("senderid", message?.senderID ?? ""),
                Self.text("controlid", message?.controlID ?? ""),
                Self.text("uniqueid", String(message?.isUnique ?? false)), Self.text("dtdversion", "3.0"),
            ]
        )
    }

    private func result(_ outcome: IntacctOutcome) -> XMLOutput {
        let head = { (status: String) in
            [
                Self.text("status", status), Self.text("function", outcome.function.name),
                Self.text("controlid", outcome.function.controlID),
            ]
        }
        switch outcome.status {
        case .success(.nothing): return Self.element("result", head("success"))
        case .success(.key(let key)): return Self.element("result", head("success") + [Self.text("key", key)])
        case .success(.data(let data)): return Self.element("result", head("success") + [data])
        case .failure(let errors): return Self.element("result", head("failure") + [Self.errors(errors)])
        case .aborted: return Self.element("result", head("aborted") + [Self.errors([.rolledBack])])
        }
    }

    private static func errors(_ errors: [IntacctError]) -> XMLOutput {
        let elements = errors.map { error in
            Self.element(
                "error",
                [
                    Self.text("errorno", error.number), Self.text("description", ""),
                    Self.text("description2", error.words), Self.text("correction", ""),
                ]
            )
        }
        return Self.element("errormessage", elements)
    }

    private static func response(_ children: [XMLOutput]) throws(XMLError) -> [UInt8] {
        try Self.element("response", children).document()
    }

    private static func element(_ name: String, _ children: [XMLOutput]) -> XMLOutput {
        .element(QName("", name), children)
    }

    private static func text(_ name: String, _ text: String) -> XMLOutput { .element(QName("", name), text: text) }
}

internal import XML

/// A request as it leaves: who asks, how the answer is recognised, and what is to be done.
struct IntacctCall: Equatable, Sendable {
    /// Who vouches for the operation.
    enum Authentication: Equatable, Sendable {
        case login
        case session(String)
    }

    /// Names this attempt; the answer must repeat it.
    let controlID: String
    let authentication: Authentication
    let functions: [(id: String, function: IntacctFunction)]
    /// All of the functions or none; a request that may not be carried out twice.
    let isWrite: Bool

    static func == (left: Self, right: Self) -> Bool {
        left.controlID == right.controlID && left.authentication == right.authentication
            && left.isWrite == right.isWrite && left.functions.map(\.id) == right.functions.map(\.id)
            && left.functions.map(\.function) == right.functions.map(\.function)
    }

    func output(_ settings: IntacctSettings) -> XMLOutput {
        typealias Element = IntacctElement
        let control = Element.element(
            "control",
            [
                Element.text("senderid", settings.senderID), Element.text("password", settings.senderPassword.text),
                Element.text("controlid", self.controlID), Element.text("uniqueid", String(self.isWrite)),
                Element.text("dtdversion", "3.0"), Element.text("includewhitespace", "false"),
            ]
        )
        let content = self.functions.map { id, function in
            XMLOutput.element(
                QName("", "function"),
                attributes: [(QName("", "controlid"), .text(id))],
                [function.content]
            )
        }
        let operation = XMLOutput.element(
            QName("", "operation"),
            attributes: [(QName("", "transaction"), .text(String(self.isWrite)))],
            [self.authentication(settings), Element.element("content", content)]
        )
        return Element.element("request", [control, operation])
    }

    private func authentication(_ settings: IntacctSettings) -> XMLOutput {
        typealias Element = IntacctElement
        switch self.authentication {
        case .session(let id): return Element.element("authentication", [Element.text("sessionid", id)])
        case .login:
            let login = Element.element(
                "login",
                [
                    Element.text("userid", settings.user), Element.text("companyid", settings.company),
                    Element.text("password", settings.userPassword.text),
                ]
            )
            return Element.element("authentication", [login])
        }
    }
}

extension IntacctCall: CustomStringConvertible {
    var description: String {
        self.functions.map { "\($0.function.name) \($0.function.subject)" }.joined(separator: ", ")
    }
}

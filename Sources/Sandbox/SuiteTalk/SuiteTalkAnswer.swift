import RevenueModel
import SOAP
import XML

/// Writes what the ERP says: a result with its status, or a fault.
enum SuiteTalkAnswer {
    /// What was written, by both of its names.
    static func baseRef(_ kind: DocumentKind, _ internalID: Int, _ externalID: String) -> XMLOutput {
        .element(
            QName(SuiteTalk.messages, "baseRef"),
            attributes: [
                (.xsiType, .qname(QName(SuiteTalk.core, "RecordRef"))),
                (QName("", "internalId"), .text(String(internalID))),
                (QName("", "externalId"), .text(externalID)), (QName("", "type"), .text(kind.rawValue)),
            ]
        )
    }

    /// The answer to an operation that was understood.
    ///
    /// A refusal is HTTP 200, too.
    static func result(
        _ operation: String,
        _ result: Result<XMLOutput, Refusal>,
        number: String
    ) throws(XMLError) -> [UInt8] {
        let content: [XMLOutput] =
            switch result {
            case .success(let output): [Self.status(nil), output]
            case .failure(let refusal): [Self.status(refusal)]
            }
        let response = operation == "get" ? "readResponse" : "writeResponse"
        let body = XMLOutput.element(
            QName(SuiteTalk.messages, "\(operation)Response"),
            [.element(QName(SuiteTalk.messages, response), content)]
        )
        let info = XMLOutput.element(
            QName(SuiteTalk.messages, "documentInfo"),
            [.element(QName(SuiteTalk.messages, "nsId"), text: "WEBSERVICES_SANDBOX_\(number)")]
        )
        return try SOAPEnvelope(header: [info], body: body).document(prefixes: SuiteTalk.prefixes)
    }

    private static func status(_ refusal: Refusal?) -> XMLOutput {
        let isSuccess: XMLOutput.Value = refusal == nil ? "true" : "false"
        let details = refusal.map { refusal in
            XMLOutput.element(
                QName(SuiteTalk.core, "statusDetail"),
                attributes: [(QName("", "type"), "ERROR")],
                [
                    .element(QName(SuiteTalk.core, "code"), text: refusal.code),
                    .element(QName(SuiteTalk.core, "message"), text: refusal.message),
                ]
            )
        }
        return .element(
            QName(SuiteTalk.core, "status"),
            attributes: [(QName("", "isSuccess"), isSuccess)],
            [details].compactMap(\.self)
        )
    }

    /// A fault of that name: `invalidCredentialsFault`.
    static func fault(_ name: String, _ refusal: Refusal) throws(XMLError) -> [UInt8] {
        let detail = XMLOutput.element(
            QName(SuiteTalk.faults, name),
            [
                .element(QName(SuiteTalk.faults, "code"), text: refusal.code),
                .element(QName(SuiteTalk.faults, "message"), text: refusal.message),
            ]
        )
        let fault = SOAPFault.output(code: "Server.userException", reason: refusal.message, detail: [detail])
        return try SOAPEnvelope(body: fault).document(prefixes: SuiteTalk.prefixes)
    }
}

import RevenueModel
import SOAP
import SuiteTalk
import XML

/// Writes what the ERP says: a result with its status, or a fault.
enum SuiteTalkAnswer {
    /// The operation that tells the limit; it answers in a form of its own.
    static let governance = "getIntegrationGovernanceInfo"

    /// What was written, by both of its names.
    static func baseRef(_ kind: DocumentKind, _ internalID: Int, _ externalID: String) -> XMLOutput {
        .element(
            QName(SuiteTalkNames.messages, "baseRef"),
            attributes: [
                (.xsiType, .qname(QName(SuiteTalkNames.core, "RecordRef"))),
                (QName("", "internalId"), .text(String(internalID))),
                (QName("", "externalId"), .text(externalID)), (QName("", "type"), .text(kind.rawValue)),
            ]
        )
    }

    /// How many requests the whole account may have under way.
    static func limit(_ requests: Int) -> [XMLOutput] {
        [
            .element(QName(SuiteTalkNames.core, "integrationConcurrencyLimit"), text: String(requests)),
            .element(QName(SuiteTalkNames.core, "limitType"), text: "_account"),
        ]
    }

    /// The element around status and content.
    private static func wrapper(of operation: String) -> QName {
        switch operation {
        case Self.governance: QName(SuiteTalkNames.core, "\(operation)Result")
        case "get": QName(SuiteTalkNames.messages, "readResponse")
        default: QName(SuiteTalkNames.messages, "writeResponse")
        }
    }

    /// The answer to an operation that was understood.
    ///
    /// A refusal is HTTP 200, too.
    static func result(
        _ operation: String,
        _ result: Result<[XMLOutput], Refusal>,
        number: String
    ) throws(XMLError) -> [UInt8] {
        let content: [XMLOutput] =
            switch result {
            case .success(let parts): [Self.status(nil)] + parts
            case .failure(let refusal): [Self.status(refusal)]
            }
        let body = XMLOutput.element(
            QName(SuiteTalkNames.messages, "\(operation)Response"),
            [.element(Self.wrapper(of: operation), content)]
        )
        let info = XMLOutput.element(
            QName(SuiteTalkNames.messages, "documentInfo"),
            [.element(QName(SuiteTalkNames.messages, "nsId"), text: "WEBSERVICES_SANDBOX_\(number)")]
        )
        return try SOAPEnvelope(header: [info], body: body).document(prefixes: SuiteTalkNames.prefixes)
    }

    private static func status(_ refusal: Refusal?) -> XMLOutput {
        let isSuccess: XMLOutput.Value = refusal == nil ? "true" : "false"
        let details = refusal.map { refusal in
            XMLOutput.element(
                QName(SuiteTalkNames.core, "statusDetail"),
                attributes: [(QName("", "type"), "ERROR")],
                [
                    .element(QName(SuiteTalkNames.core, "code"), text: refusal.code),
                    .element(QName(SuiteTalkNames.core, "message"), text: refusal.message),
                ]
            )
        }
        return .element(
            QName(SuiteTalkNames.core, "status"),
            attributes: [(QName("", "isSuccess"), isSuccess)],
            [details].compactMap(\.self)
        )
    }

    /// A fault of that name: `invalidCredentialsFault`.
    static func fault(_ name: String, _ refusal: Refusal) throws(XMLError) -> [UInt8] {
        let detail = XMLOutput.element(
            QName(SuiteTalkNames.faults, name),
            [
                .element(QName(SuiteTalkNames.faults, "code"), text: refusal.code),
                .element(QName(SuiteTalkNames.faults, "message"), text: refusal.message),
            ]
        )
        let fault = SOAPFault.output(code: "Server.userException", reason: refusal.message, detail: [detail])
        return try SOAPEnvelope(body: fault).document(prefixes: SuiteTalkNames.prefixes)
    }
}

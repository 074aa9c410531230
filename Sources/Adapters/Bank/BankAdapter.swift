package import AsyncHTTPClient
internal import Bank
package import RevenueModel
package import SagaModel

/// A bank that takes payment files over HTTP: pain.001.
///
/// The message's id is made of our key. A bank refuses one that it has seen, so that a refusal as a duplicate says that
/// the message was taken before. That it was taken is all that is known then: what becomes of it, the bank reports.
package struct BankAdapter: Gateway {
    private let settings: BankSettings
    private let exchange: HTTPExchange
    /// Seconds since 1970.
    private let clock: @Sendable () -> Int

    package init(settings: BankSettings, client: HTTPClient, clock: @escaping @Sendable () -> Int) {
        self.settings = settings
        self.exchange = HTTPExchange(client: client, timeout: settings.timeout)
        self.clock = clock
    }

    package func capability(of request: RevenueRequest) -> Capability {
        Capability(
            keyLifetime: self.settings.remembers,
            recognition: .externalID,
            canLookUp: self.settings.status != nil,
            longestFlight: self.settings.longestFlight
        )
    }

    package func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        let file = try self.file(of: try Self.refund(request), key)
        let asking = "the bank was asked to \(request.asked)"
        let document: [UInt8]
        do throws(RefundError) { document = try file.document(self.settings.version) } catch {
            throw .rejected("The bank was not asked: \(error)")
        }
        let headers = self.credentials + [("Content-Type", "application/xml; charset=utf-8")]
        let answer = try await self.hidingToken { () async throws(Failure) in
            try await self.exchange.post(document, to: self.settings.url, headers: headers, asking: asking)
        }
        try self.hidingTokenAtOnce { () throws(Failure) in
            try BankAnswer(answer, asking: asking).requireTaken(file.messageID)
        }
        return RevenueReply(reference: file.messageID)
    }

    /// Whether the bank has the payment; only an answer that names it counts, a wrong address knows nothing.
    package func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        let refund = try Self.refund(request)
        guard let status = self.settings.status else {
            throw .rejected("The bank cannot be asked what became of a payment: systems.bank.status is not set.")
        }
        let number = BankName.of(refund.number)
        let asking = "the bank was asked what became of “\(request.asked)”"
        let answer = try await self.hidingToken { () async throws(Failure) in
            try await self.exchange.get(
                "\(status)/\(number.percentEncoded)",
                headers: self.credentials + [("Accept", "application/json")],
                asking: asking
            )
        }
        let isThere = try self.hidingTokenAtOnce { () throws(Failure) in
            try BankAnswer(answer, asking: asking).knows(number)
        }
        return isThere ? RevenueReply(reference: BankName.of(key.rawValue)) : nil
    }

    private static func refund(_ request: RevenueRequest) throws(Failure) -> CustomerRefund {
        guard case .bank(.payRefund(let refund)) = request else {
            throw .rejected("The bank cannot \(request.asked): that is for \(request.system.rawValue).")
        }
        return refund
    }

    private func file(of refund: CustomerRefund, _ key: IdempotencyKey) throws(Failure) -> RefundFile {
        guard let debtor = self.settings.accounts[refund.legalEntity] else {
            let place = "systems.bank.accounts.\(refund.legalEntity)"
            throw .rejected("\(Self.lacking) \(place). Add the name, account and bank of who pays there.")
        }
        let now = self.clock()
        let today = LocalDate(daysSinceEpoch: now / 86_400)
        return RefundFile(
            key: key.rawValue,
            createdAt: "\(today)T\(Self.time(now % 86_400))Z",
            executeOn: today,
            debtor: debtor,
            refunds: [
                RefundFile.Refund(
                    key: refund.number,
                    amount: refund.amount,
                    creditor: BankParty(
                        name: refund.payee.name,
                        account: refund.payee.account,
                        bank: refund.payee.bank
                    ),
                    remittance: "Credit \(refund.credit) for invoice \(refund.invoice)"
                )
            ]
        )
    }

    /// How the reason of a refusal begins that only whoever keeps the configuration can end.
    package static let lacking = "The bank was not asked: the configuration has no"

    private static func time(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }
            .joined(separator: ":")
    }
}

extension BankAdapter {
    private var credentials: [(String, String)] { [("Authorization", "Bearer \(self.settings.token.text)")] }

    private func hidingToken<Value>(
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        do throws(Failure) { return try await body() } catch { throw error.without([self.settings.token]) }
    }

    private func hidingTokenAtOnce<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        do throws(Failure) { return try body() } catch { throw error.without([self.settings.token]) }
    }
}

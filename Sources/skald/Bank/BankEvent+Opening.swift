internal import Bank
internal import Crypto
internal import RevenueModel

extension CashMovement {
    /// Nothing for money that we sent: whoever sent it knows of it; but what of it came back, nobody else says.
    init?(_ movement: BankMovement) {
        let kind: Kind
        switch movement.kind {
        case .received: kind = .received
        case .receivedReturned: kind = .returned
        case .sentReturned: kind = .refundReturned
        case .sent: return nil
        }
        guard let day = movement.bookedOn ?? movement.valueOn else { return nil }
        let original = kind == .refundReturned ? movement.transaction?.references.endToEnd : nil
        guard kind != .refundReturned || original != nil else { return nil }
        let reason = movement.transaction?.returned
        self.init(
            kind,
            id: Self.name(movement),
            amount: Money(minorUnits: abs(movement.amount.minorUnits), movement.amount.currency),
            movedOn: day,
            mentions: movement.mentions,
            original: original,
            reason: reason.flatMap { [$0.code].compactMap(\.self) + $0.notes }?.joined(separator: ", ")
        )
    }

    /// Short enough for every ERP, and the same for the same booking in whatever file it comes.
    private static func name(_ movement: BankMovement) -> String {
        let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let digest = SHA256.hash(data: Array("\(movement.account.id)\n\(movement.id)".utf8))
        return "B" + digest.prefix(10).map { String(digits[Int($0 & 31)]) }.joined()
    }
}

extension BankMovement {
    /// Words of the payer that may be numbers of documents, those in fields for numbers first.
    fileprivate var mentions: [String] {
        let remittance = self.transaction?.remittance ?? Remittance()
        let structured = remittance.structured.flatMap { part in
            part.documents.compactMap(\.number) + [part.creditorReference].compactMap(\.self)
                + part.notes.flatMap(Self.words)
        }
        let free = (remittance.lines + [self.note, self.transaction?.references.endToEnd].compactMap(\.self))
            .flatMap(Self.words)
        var seen: Set<String> = []
        return (structured + free).filter { seen.insert($0).inserted }.prefix(Self.mostMentions).map(\.self)
    }

    /// A payer does not write more; a bank's field does not hold more.
    private static let mostMentions = 64

    /// A word with a digit in it.
    private static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber && !"-_./:".contains($0) }
            .map { $0.trimmingPrefix { ".:/".contains($0) }.trimmingSuffix(of: ".:/") }
            .filter { $0.contains(where: \.isNumber) }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(of characters: String) -> String {
        var text = self
        while let last = text.last, characters.contains(last) { text.removeLast() }
        return String(text)
    }
}

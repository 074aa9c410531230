internal import Crypto

/// Whether a webhook was sent by who has the secret: `Stripe-Signature: t=1763719200,v1=…`, HMAC-SHA256 of time and
/// body.
///
/// The body is signed as it came, byte for byte: check it before anybody reads it.
package struct SignedWebhook: Sendable {
    /// Why a delivery is refused; the sender repeats it, so nothing is lost.
    package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        case unsigned
        case unreadable(String)
        case noMatch
        /// Signed too long ago, or in the future: it may be an old delivery that somebody plays again.
        case outOfTime(seconds: Int)

        package var description: String {
            switch self {
            case .unsigned: "the delivery has no signature; set the signing secret at the sender"
            case .unreadable(let why): "the signature cannot be read: \(why); compare the sender's version with ours"
            case .noMatch: "no signature fits a known secret; compare the secrets on both sides"
            case .outOfTime(let seconds): "it was signed \(seconds) seconds from now; compare the clocks"
            }
        }
    }

    /// A sender that changes its secret signs with the old and the new one for a while.
    private let secrets: [Secret]
    private let toleranceSeconds: Int
    private static let mostSignatures = 16

    package init(secrets: [Secret], toleranceSeconds: Int = 300) {
        self.secrets = secrets
        self.toleranceSeconds = toleranceSeconds
    }

    /// Returns when one of the signatures is good; `now` is in seconds since 1970.
    package func check(_ body: [UInt8], header: String?, now: Int) throws(Refusal) {
        guard let header, !header.isEmpty else { throw .unsigned }
        let (time, signatures) = try Self.parts(header)
        guard let seconds = Int(time), time.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw .unreadable("its time is no number")
        }
        let signed = Array("\(time).".utf8) + body
        // Every pair is compared, so that the time it takes tells nothing.
        var isGood = false
        for secret in self.secrets where !secret.text.isEmpty {
            let key = SymmetricKey(data: Array(secret.text.utf8))
            for signature in signatures
            where HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed, using: key) {
                isGood = true
            }
        }
        guard isGood else { throw .noMatch }
        let (distance, overflows) = now.subtractingReportingOverflow(seconds)
        guard !overflows, distance.magnitude <= self.toleranceSeconds else {
            throw .outOfTime(seconds: overflows ? .max : distance)
        }
    }

    /// The time, and the signatures of the one scheme that is trusted; others are passed over.
    private static func parts(_ header: String) throws(Refusal) -> (time: String, signatures: [[UInt8]]) {
        var times: [String] = []
        var signatures: [[UInt8]] = []
        for part in header.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1).map { String($0).filter { $0 != " " } }
            guard pair.count == 2 else { throw .unreadable("a part of it has no “=”") }
            if pair[0] == "t" { times.append(pair[1]) }
            if pair[0] == "v1", let bytes = Self.bytes(pair[1]) { signatures.append(bytes) }
        }
        guard times.count == 1, let time = times.first else { throw .unreadable("it needs one time") }
        guard !signatures.isEmpty, signatures.count <= Self.mostSignatures else {
            throw .unreadable("it has \(signatures.count) signatures of version v1")
        }
        return (time, signatures)
    }

    private static func bytes(_ hex: String) -> [UInt8]? {
        let digits = hex.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}

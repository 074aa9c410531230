import Testing

@testable import Adapters

@Suite("Signed webhooks")
struct SignedWebhookTests {
    /// Worked out with another program: openssl dgst -sha256 -hmac.
    private static let body = Array(#"{"id":"evt_1","type":"charge.succeeded"}"#.utf8)
    private static let time = 1_763_719_200
    private static let old = "5d4f1e5a10bd79f413b894ada3be45203298cb9a68a8c483eb0f5d0539f83d9d"
    private static let new = "a2217c8517938e9dbcb8a3a29439a75456a7ea2dd767800877367dace7d06165"

    private func refusal(
        _ header: String?,
        _ body: [UInt8] = Self.body,
        now: Int = Self.time,
        secrets: [String] = ["whsec_new"]
    ) -> SignedWebhook.Refusal? {
        do throws(SignedWebhook.Refusal) {
            try SignedWebhook(secrets: secrets.map { Secret($0) }).check(body, header: header, now: now)
            return nil
        } catch {
            return error
        }
    }

    @Test("are taken when one signature fits one secret, whichever is being changed")
    func good() {
        #expect(self.refusal("t=\(Self.time),v1=\(Self.new)") == nil)
        #expect(self.refusal("t=\(Self.time),v1=\(Self.old),v1=\(Self.new),v0=ab") == nil)
        #expect(self.refusal("t=\(Self.time),v1=\(Self.old)", secrets: ["whsec_new", "whsec_old"]) == nil)
        #expect(self.refusal("t=\(Self.time),v1=\(Self.old)") == .noMatch)
    }

    @Test("are refused when a byte of the body, the time or the scheme is another")
    func changed() {
        #expect(self.refusal("t=\(Self.time),v1=\(Self.new)", Self.body + [0x20]) == .noMatch)
        #expect(self.refusal("t=\(Self.time + 1),v1=\(Self.new)") == .noMatch)
        #expect(self.refusal("t=\(Self.time),v0=\(Self.new)") == .unreadable("it has 0 signatures of version v1"))
        #expect(self.refusal("t=\(Self.time),v1=\(Self.new)", secrets: [""]) == .noMatch)
        #expect(self.refusal("t=\(Self.time),v1=\(Self.new)", secrets: []) == .noMatch)
        #expect(self.refusal(nil) == .unsigned)
        #expect(self.refusal("v1=\(Self.new)") == .unreadable("it needs one time"))
        #expect(self.refusal("t=1,t=2,v1=\(Self.new)") == .unreadable("it needs one time"))
    }

    @Test("are refused when they are too old or from the future, to the second")
    func time() {
        let header = "t=\(Self.time),v1=\(Self.new)"
        #expect(self.refusal(header, now: Self.time + 300) == nil)
        #expect(self.refusal(header, now: Self.time - 300) == nil)
        #expect(self.refusal(header, now: Self.time + 301) == .outOfTime(seconds: 301))
        #expect(self.refusal(header, now: Self.time - 301) == .outOfTime(seconds: -301))
    }
}

import Mutation
import Testing
import XML

@testable import SOAP

/// Two hundred thousand damaged answers, the same in every run.
@Suite struct FuzzTests {
    private static let m = "urn:messages_2025_2.platform.example"

    /// What services say when they did it, when they did not, and when something broke.
    private static func corpus() throws -> [[UInt8]] {
        let done = XMLOutput.element(QName(Self.m, "status"), attributes: [(QName("", "isSuccess"), .text("true"))])
        let code = XMLOutput.element(QName(Self.m, "code"), text: "USER_ERROR")
        let refused = XMLOutput.element(
            QName(Self.m, "status"),
            attributes: [(QName("", "isSuccess"), .text("false")), (.xsiType, .qname(QName(Self.m, "Status")))],
            [code, .element(QName(Self.m, "message"), text: "Zu viel & „falsch“ <1.429,19 €>")]
        )
        let bodies = [done, refused].map { XMLOutput.element(QName(Self.m, "upsertResponse"), [$0]) }
        return try SOAPVersion.allCases.flatMap { version in
            let id = version.headerBlock(QName(Self.m, "id"), [.text("7")])
            let known = version.headerBlock(QName(Self.m, "known"), mustUnderstand: true, role: "urn:else", [])
            let fault = SOAPFault.output(
                version: version,
                code: version == .soap11 ? "Server.userException" : "Receiver",
                subcodes: version == .soap11 ? [] : [QName(Self.m, "Busy")],
                reason: "It broke.",
                detail: [code]
            )
            return try (bodies + [fault]).map { body in
                let envelope = SOAPEnvelope(version: version, header: [id, known], body: body)
                return try envelope.document(prefixes: [Self.m: "m"])
            }
        }
    }

    private struct Count {
        var read = 0
        var faults = 0
        var refused = 0
        var slowest = Duration.zero
    }

    /// Reads as both versions in turn, and a part of the documents again in pieces.
    private static func count(_ documents: Int, seed: UInt64) async throws -> Count {
        var mutator = Mutator(try Self.corpus(), seed: seed)
        var count = Count()
        let wanted = XMLSelection.named([QName(Self.m, "upsertResponse")])
        for number in 0..<documents {
            // Other tests wait for answers meanwhile.
            if number.isMultiple(of: 100) { await Task.yield() }
            let bytes = mutator.next()
            let version: SOAPVersion = number.isMultiple(of: 2) ? .soap11 : .soap12
            let elapsed = ContinuousClock().measure {
                switch try? readSOAP(bytes, version: version) {
                case .body?: count.read += 1
                case .fault?: count.faults += 1
                case nil: count.refused += 1
                }
            }
            count.slowest = max(count.slowest, elapsed)
            guard number.isMultiple(of: 8) else { continue }
            var stream = XMLStream(wanted, refusesInstructions: true)
            _ = try? stream.feed(bytes.prefix(bytes.count / 2))
            _ = try? stream.feed(bytes.dropFirst(bytes.count / 2))
            let isRefused = (try? stream.finish()) == nil
            let isRead = (try? XMLReader(refusesInstructions: true).read(bytes)) != nil
            #expect(isRead != isRefused, "seed \(seed), number \(number): \(String(decoding: bytes, as: UTF8.self))")
        }
        return count
    }

    @Test(arguments: UInt64(1)...8)
    func `damaged answers are read or refused, ask for no file and cost little`(seed: UInt64) async throws {
        let count = try await Self.count(25_000, seed: seed)
        #expect(count.read + count.faults + count.refused == 25_000)
        // The damage is neither so light that most is read nor so heavy that nothing is.
        #expect(count.read > 500 && count.faults > 250 && count.refused > 12_500, "\(count)")
        #expect(count.slowest < .seconds(60))
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test func `the same seed makes the same documents, and another one others`() throws {
        let corpus = try Self.corpus()
        var (one, two, other) = (Mutator(corpus, seed: 7), Mutator(corpus, seed: 7), Mutator(corpus, seed: 8))
        let documents = (0..<200).map { _ in one.next() }
        #expect(documents == (0..<200).map { _ in two.next() })
        #expect(documents != (0..<200).map { _ in other.next() })
        #expect(Set(documents).subtracting(corpus).count > 150)
    }
}

internal import Adapters
internal import ArgumentParser
internal import RevenueModel
internal import SagaModel

struct AdapterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adapter",
        abstract: "The ways to the other systems.",
        subcommands: [Capabilities.self]
    )

    struct Capabilities: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what each system promises for each request, and what follows when an answer is lost.",
            discussion: "Nothing is sent. Without --config the sandbox's systems are shown."
        )

        @OptionGroup var options: Options

        private struct Listing: Encodable {
            var schema = "skald.capabilities/1"
            let capabilities: [CapabilityLine]
        }

        func run() throws {
            let config = try Config.read(self.options.config)
            let gateway = Systems.gateway(config, sandbox: SandboxLink(address: "http://sandbox"))
            let lines = RevenueRequest.samples.map { sample in
                CapabilityLine(sample, gateway.capability(of: sample), config.limits(of: sample.system))
            }
            switch self.options.output {
            case .table: Self.table(lines)
            case .json: Terminal.say(try JSONText.pretty(Listing(capabilities: lines)))
            case .ndjson: for line in lines { Terminal.say(try JSONText.line(line)) }
            }
        }

        private static func table(_ lines: [CapabilityLine]) {
            var table = Table(["REQUEST", "KEY", "LOOK-UP", "LONGEST FLIGHT", "AT ONCE", "AFTER A LOST ANSWER"])
            for line in lines {
                table.add([
                    "\(line.system).\(line.request)", line.recognised, line.canLookUp ? "yes" : "no",
                    line.flight, line.limit, line.afterLostAnswer,
                ])
            }
            for line in table.lines { Terminal.say(line) }
        }
    }
}

/// What one system promises for one kind of request.
struct CapabilityLine: Encodable {
    private enum CodingKeys: CodingKey {
        case system, request, recognition, keyLifetimeMilliseconds, canLookUp, longestFlightMilliseconds, inFlight,
            perSecond, afterLostAnswer
    }

    let system: String
    let request: String
    /// `key` or `external-id`; absent where a repetition is not recognised.
    let recognition: Capability.Recognition?
    let keyLifetimeMilliseconds: Int?
    let canLookUp: Bool
    let longestFlightMilliseconds: Int
    let inFlight: Int?
    let perSecond: Int?
    let afterLostAnswer: String
    let recognised: String
    let flight: String
    let limit: String

    init(_ request: RevenueRequest, _ capability: Capability, _ limits: CapacityLimits) {
        self.system = request.system.rawValue
        self.request = request.kind
        self.recognition = capability.recognition
        self.keyLifetimeMilliseconds = capability.keyLifetime?.milliseconds
        self.canLookUp = capability.canLookUp
        self.longestFlightMilliseconds = capability.longestFlight.milliseconds
        self.inFlight = limits.inFlight
        self.perSecond = limits.perSecond
        self.afterLostAnswer = request.isQuestion ? "asks again: nothing is done by asking" : capability.afterLostAnswer
        self.recognised = capability.recognitionWords
        self.flight = capability.longestFlight.words
        self.limit = [
            limits.inFlight.map { "\($0)" }, limits.perSecond.map { "\($0)/s" },
        ].compactMap(\.self).joined(separator: ", ")
    }
}

extension Capability {
    fileprivate var recognitionWords: String {
        guard let keyLifetime else { return "none" }
        switch self.recognition {
        case .key: return "honoured for \(keyLifetime.words)"
        case .externalID: return "unique external id"
        case nil: return "recognised for \(keyLifetime.words)"
        }
    }

    fileprivate var afterLostAnswer: String {
        switch self.doubtRule {
        case .resend(let age) where self.recognition == .externalID:
            "sends it again: the external id admits one; after \(age.words) \(self.withoutKey)"
        case .resend(let age): "sends it again with the same key; after \(age.words) \(self.withoutKey)"
        case .lookUp, .park: self.withoutKey
        }
    }

    private var withoutKey: String {
        switch self.doubtRuleWithoutKey {
        case .lookUp(let span): "waits \(span.words), looks up, then decides"
        case .resend, .park: "parks: a person decides"
        }
    }
}

internal import Amendments
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// A fixture that is to be carried out: calculated once more, and held against what was previewed.
struct AmendmentStart {
    private let file: String
    private let fixture: Fixture
    private let stack: SimulatedStack
    /// One saga for each amendment that is due.
    let launches: [Launch<Amendment>]

    init(_ file: String, asOf: LocalDate?, _ reader: SagaReader?, again: Bool) throws {
        self.file = file
        self.fixture = try Fixture.read(file, asOf: asOf)
        self.stack = try self.fixture.calculated()
        let generations = try Self.generations(of: self.fixture, file, reader, again: again)
        self.launches = try Self.launches(self.fixture, self.stack, generations)
    }

    // MARK: - checks

    /// Refuses what does not agree with itself, what an ERP cannot take, and what has not come yet.
    func refuseUnready() throws {
        let obstacles = self.stack.preview.documents.flatMap(\.sendingProblems)
        let problems = self.stack.findings.map(\.description) + obstacles
        guard problems.isEmpty else {
            throw OperatorError(
                .notAllowed,
                "\(self.file) cannot be carried out",
                why: problems.joined(separator: "\n         "),
                next: "skald simulate amendment \(self.file)"
            )
        }
        guard self.launches.isEmpty else { return }
        throw OperatorError(
            .notAllowed,
            "nothing of \(self.file) is due",
            why:
                "every amendment of it holds after \(self.fixture.simulation.scenario.asOf), the day of the calculation",
            next: "repeat the command when the day has come, with --as-of"
        )
    }

    /// Refuses another input than the one that was previewed.
    ///
    /// `expected` is its hash, or the preview itself as a file of JSON: only that can tell what has changed.
    func refuseDrift(from expected: String) throws {
        let hash = try InputHash(self.fixture.simulation).description
        guard expected != hash else { return }
        guard !expected.isHash else {
            throw self.drifted(
                "its input hash is \(hash), and \(expected) was previewed",
                next: "-o json > preview.json"
            )
        }
        let seen = try Self.preview(expected)
        guard seen.hash != hash else { return }
        let policy = try Policies.sound(for: Amendment(), in: nil, [:])
        let now = try JSONText.line(AmendmentReport(self.fixture, self.stack, policy))
        let drift = Drift(
            from: seen.amounts,
            to: try JSONDecoder().decode(JSONValue.self, from: Data(now.utf8)).amounts
        )
        let words = drift.words.isEmpty ? "a rule or an input that moves no amount" : drift.summary
        throw self.drifted(words, next: "")
    }

    private func drifted(_ why: String, next: String) -> OperatorError {
        OperatorError(
            .changed,
            "\(self.file) is not what was previewed",
            why: why,
            money: "nothing was started or sent",
            next: "skald simulate amendment \(self.file)\(next.isEmpty ? "" : " \(next)")"
        )
    }

    private static func preview(_ path: String) throws -> JSONValue {
        do {
            return try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw OperatorError(
                .failure,
                "the preview cannot be read",
                why: "\(path) is neither an input hash nor a file that skald simulate amendment -o json wrote",
                next: "skald simulate amendment FIXTURE -o json > \(path)"
            )
        }
    }

    /// Refuses before anything starts when one of its amendments is known with other content.
    func refuseOthers(_ reader: SagaReader?) throws {
        for launch in self.launches {
            guard case .found(let report)? = try reader?.report(launch.id.rawValue), report.id == launch.id else {
                continue
            }
            let text = try JSONText.line(report.facts)
            var known = try JSONDecoder().decode(AmendmentFacts.self, from: Data(text.utf8))
            known.forget()
            guard known != launch.facts else { continue }
            let drift = Drift(from: try JSONValue(known), to: try JSONValue(launch.facts))
            throw OperatorError(
                .changed,
                "amendment \(launch.facts.amendment.number) is known with other content",
                why: drift.summary,
                money: "nothing was sent for this file, the saga goes on as it was",
                next: "skald show \(launch.id) -o json"
            )
        }
    }
}

extension Fixture {
    /// - Throws: An error that says in which line each amendment stands that is refused.
    func calculated() throws -> SimulatedStack {
        do { return try self.simulation.run() } catch let error as BillingError {
            throw OperatorError(error, at: self.places)
        }
    }
}

extension AmendmentFacts {
    /// As they were when the saga began.
    fileprivate mutating func forget() {
        self.subscription = nil
        self.draft = nil
        self.posted = [:]
    }
}

extension JSONValue {
    fileprivate init(_ value: some Encodable) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(try JSONText.line(value).utf8))
    }

    fileprivate var hash: String? {
        guard case .object(let parts) = self, case .string(let hash) = parts["inputHash"] else { return nil }
        return hash
    }

    /// A preview without the steps: another policy may order them otherwise, and moves no amount.
    fileprivate var amounts: Self {
        guard case .object(var parts) = self else { return self }
        for name in ["steps", "failures", "inputHash"] { parts[name] = nil }
        return .object(parts)
    }
}

extension String {
    fileprivate var isHash: Bool { self.count == 64 && self.allSatisfy(\.isHexDigit) }
}

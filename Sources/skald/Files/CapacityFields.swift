internal import Documents
internal import SagaModel

/// What the configuration says of a system's capacity: `limits: {inFlight: 5, perSecond: 10}`.
enum CapacityFields {
    static let key = "limits"

    static func limits(_ field: Field) throws(FileProblem) -> CapacityLimits {
        let record = try field.record(["inFlight", "perSecond"])
        guard !record.fields.isEmpty else { throw field.problem("expected inFlight, perSecond or both") }
        return CapacityLimits(
            inFlight: try record.fields["inFlight"].map(Self.count) ?? Self.inFlight,
            perSecond: try record.fields["perSecond"].map(Self.count)
        )
    }

    private static func count(_ field: Field) throws(FileProblem) -> Int {
        let text = try field.text()
        guard let count = Int(text), (1...10_000).contains(count) else {
            throw field.problem("“\(text)” is no limit; expected a whole number from 1 to 10000")
        }
        return count
    }

    /// Where nothing is said: as many as an ordinary web service serves without complaint.
    private static let inFlight = 16
    /// What NetSuite allows an integration whose account has bought no more.
    private static let netSuiteInFlight = 5

    static func standard(_ system: Config.System?) -> CapacityLimits {
        switch system {
        case .netSuite: CapacityLimits(inFlight: Self.netSuiteInFlight)
        case .intacct, .sap, .json, .bank, nil: CapacityLimits(inFlight: Self.inFlight)
        }
    }
}

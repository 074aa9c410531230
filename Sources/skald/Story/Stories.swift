internal import SQLiteRuntime
internal import SagaModel

/// The stories of many sagas, and the sagas of which none can be told: one of these is in no other's way.
struct Stories {
    /// A saga of which nothing is said but this.
    struct LeftOut: Encodable {
        let saga: SagaID
        let why: String
        let next: String
        /// Its history is not what was written.
        let isDamaged: Bool
    }

    private(set) var all: [Story] = []
    private(set) var leftOut: [LeftOut] = []

    /// `followsOthers`: also of those whose definition this program has in another form only, as far as that tells.
    init(_ reports: [SagaReport], followsOthers: Bool = false, _ reader: SagaReader) throws {
        for report in reports {
            do {
                if !followsOthers, let other = try report.otherDefinition(reader) {
                    self.leftOut.append(LeftOut(report.id, other.sentence, next: other.remedy))
                } else {
                    self.all.append(try Story(report, reader))
                }
            } catch RuntimeError.chainBroken(_, let line), RuntimeError.replayDiffers(_, let line) {
                self.leftOut.append(LeftOut(report.id, damagedAt: line))
            } catch RuntimeError.unknownWorkflow(let name, let version) {
                let why = "it follows workflow \(name) version \(version), which this program lacks"
                self.leftOut.append(LeftOut(report.id, why, next: "skald --version"))
            } catch let error as DecodingError {
                self.leftOut.append(LeftOut(report.id, unreadable: "\(error)"))
            }
        }
    }

}

extension [Stories.LeftOut] {
    /// Says beside the data who is missing in it.
    ///
    /// - Throws: Exit status 9 where a history cannot be trusted.
    func tell() throws(Finding) {
        for saga in self {
            Terminal.note("skald: \(saga.saga) is left out: \(saga.why)")
            Terminal.note("→ \(saga.next)")
        }
        if self.contains(where: \.isDamaged) { throw Finding(status: .integrity) }
    }
}

extension Stories.LeftOut {
    fileprivate init(_ saga: SagaID, _ why: String, next: String) {
        self.init(saga: saga, why: why, next: next, isDamaged: false)
    }

    fileprivate init(_ saga: SagaID, damagedAt line: Int) {
        let why = "line \(line) of its history is not what was written"
        self.init(saga: saga, why: why, next: "skald doctor", isDamaged: true)
    }

    fileprivate init(_ saga: SagaID, unreadable why: String) {
        self.init(saga: saga, why: "its history cannot be read: \(why)", next: "skald doctor", isDamaged: true)
    }
}

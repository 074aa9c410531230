internal import Documents
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Sandbox

extension OperatorError {
    /// The words for what other parts throw; `nil` for what is not theirs.
    init?(_ error: any Error) {
        switch error {
        case let error as FileProblem: self.init(error)
        case let error as FileProblems: self.init(error)
        case let error as RuntimeError: self.init(error)
        case let error as BillingError: self.init(error, at: [:])
        case let error as Refusal:
            self.init(.failure, "the sandbox refused", why: error.description, next: "skald sandbox show")
        case let error as StateFileError:
            self.init(
                .failure,
                "the sandbox's state cannot be used",
                why: error.description,
                next: "skald sandbox show"
            )
        default: return nil
        }
    }

    /// What the rules refuse of a stack, with the place where each amendment stands.
    init(_ error: BillingError, at places: [String: String]) {
        let problems: [BillingProblem] = if case .refused(let found) = error { found } else { [] }
        let lines = problems.map { problem in
            (places[problem.place].map { "\($0): " } ?? "") + problem.description
        }
        let place = problems.lazy.compactMap { places[$0.place] }.first
        self.init(
            .findings,
            "the amendments are refused",
            why: lines.isEmpty ? error.description : lines.joined(separator: "\n         "),
            money: "nothing was calculated, and nothing sent",
            next: "correct \(place ?? "the fixture") and repeat the command"
        )
    }

    /// Somebody, or the engine, was faster.
    init(_ saga: SagaID, hasMovedTo revision: Int) {
        self.init(
            .changed,
            "\(saga) has changed since you looked",
            why: "it is at revision \(revision) now",
            money: "nothing was done",
            next: "skald explain \(saga)"
        )
    }

    init(_ problem: FileProblem) {
        self.init(
            .failure,
            "the file cannot be taken",
            why: problem.description,
            money: "nothing was started or sent",
            next: "correct \(problem.line.map { "\(problem.file):\($0)" } ?? problem.file) and repeat the command"
        )
    }

    private init(_ problems: FileProblems) {
        let all = problems.inOrder
        guard all.count > 1, let first = all.first else {
            self.init(all.first ?? FileProblem(file: "the file", line: nil, path: "", expected: "cannot be taken"))
            return
        }
        self.init(
            .failure,
            "\(first.file) cannot be taken: \(all.count) places",
            why: all.map(\.description).joined(separator: "\n         "),
            money: "nothing was started or sent",
            next: "correct them all and repeat the command"
        )
    }

    private init(_ error: RuntimeError) {
        switch error {
        case .locked(let path, let pid):
            let owner = pid.map { "process \($0)" } ?? "another process"
            self.init(
                .notAllowed,
                "\(path) is in use",
                why: "\(owner) runs its sagas, and one engine at a time may write",
                next: "wait for it or stop it, then repeat the command"
            )
        case .notFound(let path):
            self.init(
                .notFound,
                "there are no sagas in \(path)",
                why: "nothing was started with it",
                next: "skald start quote-to-cash --order FILE --db \(path), or skald demo to look on"
            )
        case .newerFile(let path, let migrations):
            self.init(
                .failure,
                "\(path) was written by a newer skald",
                why: "it has \(migrations.joined(separator: ", ")), which this version does not know",
                next: "skald --version"
            )
        case .damagedFile(let path, let why):
            self.init(
                .integrity,
                "\(path) is damaged, or no database",
                why: why,
                money: "nothing was sent; compare the ERP with a restored copy before anything moves",
                next: "skald doctor --db \(path)"
            )
        case .diskFull(let path):
            self.init(
                .failure,
                "the disk is full: the engine only reads",
                why: "there is no room for the next commit in \(path)",
                money: "nothing more is sent; what is out is asked about before it is repeated",
                next: "make room, then skald run"
            )
        case .headDiffers(let trouble): self.init(trouble)
        case .outcomeUnknown(let why), .stopped(let why):
            self.init(
                .failure,
                "the engine stopped while writing",
                why: why,
                money: "not known until the file is read again; whatever left is asked about before it is repeated",
                next: "skald run"
            )
        case .runningAlready:
            self.init(.failure, "the engine is running already", why: "one command asked twice", next: "skald list")
        case .noSuchSaga(let id):
            self.init(.notFound, "there is no saga \(id)", why: "nothing has this id", next: "skald list")
        case .noSuchEvent(let name):
            self.init(
                .notFound,
                "there is no event \(name)",
                why: "nothing came under this name",
                next: "skald dlq list"
            )
        case .unknownWorkflow(let name, let version):
            self.init(
                .failure,
                "workflow \(name) version \(version) is not known",
                why: "the saga was started with a definition that this program lacks",
                next: "skald workflow list"
            )
        case .otherDefinition(let other):
            self.init(
                .notAllowed,
                "\(other.saga) stands still: its definition was changed under it",
                why: other.sentence,
                money: "nothing of it is sent until somebody decides; other sagas go on",
                next: other.remedy
            )
        case .replayDiffers(let id, let line), .chainBroken(let id, let line):
            self.init(
                .integrity,
                "the history of \(id) cannot be trusted",
                why: "line \(line) is not what was written",
                money: "compare the saga with the ERP before anything else moves",
                next: "skald doctor"
            )
        }
    }
}

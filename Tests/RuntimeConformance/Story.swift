import SagaModel

/// A life of one saga: what the other systems do in it.
struct Story: Sendable, CustomStringConvertible {
    let description: String
    var script: [String: [Remote.Trouble]] = [:]
    var terms = Remote.terms

    static let id: SagaID = "tiny/Q-1"
    static func id(of order: String) -> SagaID { SagaID(rawValue: "tiny/\(order)") }

    static let payment = Signal(id: "bank/e-1", name: "paid", body: Ask.Reply(reference: nil))

    static let all =
        Self.troubled + [
            Self(description: "all goes well"),
            Self(description: "one after the other", terms: Terms(capability: Remote.capability)),
            Self(description: "the pivot is refused", script: ["post": [.rejected("closed")]]),
            Self(description: "the pivot's answer is lost", script: ["post": [.inDoubt("cut off", isDone: true)]]),
            Self(description: "the pivot is lost", script: ["post": [.inDoubt("cut off")]]),
            Self(
                description: "everybody is busy",
                script: ["quote": [.transient("busy")], "post": [.transient("busy")], "note": [.transient("busy")]]
            ),
        ]

    /// What the dearest laws are tried with.
    static let troubled = [
        Self(
            description: "doubt, then a refusal and a busy undo",
            script: [
                "order": [.inDoubt("cut off", isDone: true)], "post": [.rejected("closed")],
                "unsubscribe": [.transient("busy")],
            ]
        )
    ]

    /// The whole life, of which any part may have been lived before.
    func live(in place: any Place, onPoint: @escaping @Sendable () throws -> Void = {}) async throws {
        let runtime = try await place.open(onPoint: onPoint)
        _ = try await runtime.start(Self.id, TinyFacts(order: "Q-1"), self.terms)
        try await runtime.run(patience: .minutes(10))
        guard try place.snapshot(Self.id)?.status == .waiting else { return }
        _ = try await runtime.hear(Self.payment, businessKey: "Q-1")
        try await runtime.run(patience: .minutes(10))
    }
}

/// What is wrong, in words that follow “but”.
struct Violation: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

func require(_ isTrue: Bool, _ otherwise: @autoclosure () -> String) throws(Violation) {
    guard isTrue else { throw Violation(otherwise()) }
}

package import SagaModel

/// One thing that a saga asks of another system, and what the saga knows of it.
package struct Effect<Request: SagaRequest>: Sendable {
    package enum Standing: Sendable {
        /// The saga was told that it happened.
        case done
        /// It may have happened.
        case unknown
        /// Asked for, and known not to have happened.
        case refused
        /// Not asked for yet, as far as this history goes.
        case unsent

        var mayHaveHappened: Bool {
            switch self {
            case .done, .unknown: true
            case .refused, .unsent: false
            }
        }
    }

    package let saga: SagaID
    package let key: IdempotencyKey
    package let request: Request
    package let standing: Standing
    package let isUndo: Bool
}

extension Verification {
    /// Whatever the sagas asked for and would ask for next; what was taken back is asked for as such.
    package var effects: [Effect<Request>] {
        self.sagas.values.sorted { $0.id < $1.id }.flatMap { $0.saga?.effects ?? [] }
    }
}

extension SagaBox {
    var effects: [Effect<Request>] { self.sent + self.unsent }

    private var sent: [Effect<Request>] {
        self.machine.runs.flatMap { run -> [Effect<Request>] in
            guard self.machine.definition.step(run.step)?.isCheck == false else { return [] }
            if let undo = run.undo { return [self.effect(undo, isUndo: true)] }
            return self.isTakenBack(run.step) ? [] : [self.effect(run.forward, isUndo: false)]
        }
    }

    /// Whether a later step has asked for what the undo would ask for: a hold that is released in the end.
    private func isTakenBack(_ name: StepName) -> Bool {
        guard let facts = self.machine.facts, let step = self.machine.definition.step(name),
            case .compensatable(let undo) = step.kind
        else { return false }
        let request = undo(facts)
        return self.machine.runs.contains { run in
            run.step != name && run.forward.firstSent != nil && run.forward.request == request
        }
    }

    private func effect(_ exchange: Exchange<Request>, isUndo: Bool) -> Effect<Request> {
        Effect(
            saga: self.machine.id,
            key: exchange.key,
            request: exchange.request,
            standing: Effect.Standing(exchange),
            isUndo: isUndo
        )
    }

    /// Steps that lie ahead, with the facts as they are.
    private var unsent: [Effect<Request>] {
        guard let facts = self.machine.facts, !self.machine.status.isFinal else { return [] }
        let begun = Set(self.machine.runs.map(\.step))
        let ahead = self.machine.definition.steps.filter { !$0.isCheck && !begun.contains($0.name) }
        return ahead.map { ($0.name, $0.request(facts)) }.filter { self.wouldShow($0.1) }.map { name, request in
            Effect(
                saga: self.machine.id,
                key: IdempotencyKey(saga: self.machine.id, step: name, round: 1, isUndo: false),
                request: request,
                standing: .unsent,
                isUndo: false
            )
        }
    }

    /// Whether finding it would tell anything: what another step has asked for already is there by right.
    private func wouldShow(_ request: Request) -> Bool {
        !self.machine.runs.contains { $0.forward.firstSent != nil && $0.forward.request == request }
    }
}

extension Step {
    fileprivate var isCheck: Bool {
        switch self.kind {
        case .check: true
        case .compensatable, .kept, .pivot, .retriable: false
        }
    }
}

extension Effect.Standing {
    fileprivate init(_ exchange: Exchange<Request>) {
        switch exchange.state {
        case .done: self = .done
        case .refused: self = .refused
        case .dropped: self = exchange.mayHaveHappened ? .unknown : .refused
        case .ready, .holdingBack: self = exchange.firstSent == nil ? .unsent : .unknown
        case .out, .resting, .settling, .asking, .stuck, .contradicted: self = .unknown
        }
    }
}

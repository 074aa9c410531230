internal import Adapters
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// Which events begin a saga: the one table.
enum Opening {
    /// Kinds of events that begin sagas, beside those that sagas wait for.
    static let signals: Set<SignalName> = Self.cashSignals.union(["case-opened"])

    /// The saga that begins with the event; `nil` where it begins none.
    static func launch(
        _ event: IncomingEvent,
        _ gateway: RevenueGateway,
        _ rules: ReceivableRules
    ) throws(EventProblem) -> (any Openable)? {
        switch event.type {
        case "case-opened": try Launch<CaseToCredit>(event, gateway)
        case _: try Self.cash(event, rules)
        }
    }
}

/// A saga that an event begins, of whatever workflow.
protocol Openable: Sendable {
    func beginning(_ sheet: TermsSheet, by who: String) throws -> Beginning<RevenueRequest>
}

extension Launch: Openable {
    func beginning(_ sheet: TermsSheet, by who: String) throws -> Beginning<RevenueRequest> {
        let terms = try sheet.terms(self.flow, self.facts, by: who)
        return Beginning(self.flow, id: self.id, facts: self.facts, terms: terms)
    }
}

extension OwnEngine {
    /// Says to the engine which events begin sagas.
    func open() async {
        await self.engine.begin { [sheet, receivables] letter, message throws(CannotBegin) in
            let event = IncomingEvent(letter, message)
            do {
                return try Opening.launch(event, sheet.gateway, receivables)?.beginning(sheet, by: letter.source)
            } catch let problem as EventProblem {
                throw CannotBegin(problem.words)
            } catch {
                throw CannotBegin(OperatorError(error)?.why ?? "\(error)")
            }
        }
    }
}

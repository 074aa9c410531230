package import SagaModel

/// The definitions that a program has; an older one may stand beside the present one, for the sagas that keep it.
package struct Catalogue<Request: SagaRequest>: Sendable {
    private struct Entry: Sendable {
        let workflow: any Workflow<Request>
        let pin: Pin
    }

    private let entries: [Entry]

    /// Plays the rehearsals of each.
    package init(_ workflows: [any Workflow<Request>]) throws {
        self.entries = try workflows.map { Entry(workflow: $0, pin: try $0.pin()) }
    }

    /// What a saga of this workflow keeps that starts now.
    func fingerprint(of workflow: some Workflow<Request>) throws -> String {
        let alike = self.entries.filter {
            $0.pin.workflow == workflow.name && $0.pin.version == workflow.definition.version
        }
        guard alike.count == 1, let entry = alike.first else { return try workflow.fingerprint() }
        return entry.pin.fingerprint
    }

    /// The definition that the saga keeps.
    ///
    /// Another version, or the same version with other steps, is not it.
    package func workflow(of saga: SagaID, _ pin: Pin) throws(RuntimeError) -> any Workflow<Request> {
        let known = self.entries.filter { $0.pin.workflow == pin.workflow }
        guard !known.isEmpty else { throw .unknownWorkflow(pin.workflow, version: pin.version) }
        let fit = known.first {
            pin.fingerprint.isEmpty ? $0.pin.version == pin.version : $0.pin.fingerprint == pin.fingerprint
        }
        guard let fit else {
            throw .otherDefinition(OtherDefinition(saga: saga, pin: pin, known: known.map(\.pin)))
        }
        return fit.workflow
    }

    /// Why each of these sagas stands still.
    func misfits(_ pins: [(saga: SagaID, pin: Pin)]) -> [SagaID: RuntimeError] {
        var misfits: [SagaID: RuntimeError] = [:]
        for (saga, pin) in pins {
            do throws(RuntimeError) { _ = try self.workflow(of: saga, pin) } catch { misfits[saga] = error }
        }
        return misfits
    }
}

extension Workflow {
    package func pin() throws -> Pin {
        Pin(workflow: self.name, version: self.definition.version, fingerprint: try self.fingerprint())
    }
}

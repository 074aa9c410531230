internal import SagaModel
internal import XML

/// Why an operation is not known to have succeeded.
struct IntacctRefusal: Error {
    let failure: Failure
    /// The session is no longer good: nothing was done, and the next request needs a new one.
    var endsSession = false
}

/// Reads an answer, and believes it only when it can be nothing but the answer to `call`.
///
/// Every business error comes under HTTP 200, at one of three places: control, authentication, result.
struct IntacctAnswer {
    let call: IntacctCall
    let settings: IntacctSettings
    let asking: String

    func results(_ answer: HTTPAnswer) throws(IntacctRefusal) -> [IntacctResult] {
        let root = try self.root(answer)
        guard answer.status < 500 else {
            throw self.doubt("HTTP \(answer.status), which says nothing of what was done")
        }
        guard root.child(QName("", "acknowledgement")) == nil else {
            throw self.doubt("the answer only acknowledges the request, which was to be carried out at once")
        }
        try self.checkControl(try self.single("control", in: root), in: root)
        let operation = try self.single("operation", in: root)
        try self.checkAuthentication(try self.single("authentication", in: operation), in: operation)
        let results = try self.results(operation)
        guard (200..<300).contains(answer.status) else {
            throw self.doubt("the answer says success under HTTP \(answer.status)")
        }
        return results
    }

    private func root(_ answer: HTTPAnswer) throws(IntacctRefusal) -> XMLElement {
        var limits = XMLLimits.default
        limits.bytes = HTTPAnswer.mostBytes
        let root: XMLElement
        do throws(XMLError) {
            root = try XMLReader(limits: limits, refusesInstructions: true).read(answer.bytes, charset: answer.charset)
        } catch {
            if answer.wasTurnedAway {
                let reason = "\(self.asking): HTTP \(answer.status), turned away at the gateway."
                throw IntacctRefusal(failure: .transient(reason, outage: answer.outage))
            }
            throw self.doubt("HTTP \(answer.status), and the answer cannot be read. \(error)")
        }
        guard root.name == QName("", "response") else { throw self.doubt("the answer is \(root.name), no response") }
        return root
    }

    private func checkControl(_ control: XMLElement, in root: XMLElement) throws(IntacctRefusal) {
        switch try self.status(of: control) {
        case "failure":
            try self.requireNo("operation", in: root)
            throw try self.complaint(in: root).refusal(self.asking)
        case "success": try self.requireNo("errormessage", in: root)
        default: throw self.doubt("the answer's control says neither success nor failure")
        }
        try self.require(control, "senderid", self.settings.senderID)
        try self.require(control, "controlid", self.call.controlID)
    }

    private func checkAuthentication(
        _ authentication: XMLElement,
        in operation: XMLElement
    ) throws(IntacctRefusal) {
        switch try self.status(of: authentication) {
        case "failure":
            try self.requireNo("result", in: operation)
            // Whatever the number: who is not let in does nothing.
            let reason = try self.complaint(in: operation).refusal(self.asking).failure.reason
            throw IntacctRefusal(failure: .transient(reason), endsSession: true)
        case "success": try self.requireNo("errormessage", in: operation)
        default: throw self.doubt("the answer's authentication says neither success nor failure")
        }
        let company = self.text("companyid", in: authentication) ?? ""
        guard company.lowercased() == self.settings.company.lowercased() else {
            throw self.doubt("the answer is from company “\(company.prefix(80))”")
        }
    }
}

extension IntacctAnswer {
    private func results(_ operation: XMLElement) throws(IntacctRefusal) -> [IntacctResult] {
        let results = operation.children(QName("", "result"))
        guard !results.isEmpty, results.count <= self.call.functions.count else {
            throw self.doubt("the answer has \(results.count) results, not \(self.call.functions.count)")
        }
        var refused: [XMLElement] = []
        var succeeded: [IntacctResult] = []
        for (result, asked) in zip(results, self.call.functions) {
            try self.require(result, "function", asked.function.name)
            try self.require(result, "controlid", asked.id)
            switch try self.status(of: result) {
            case "success":
                try self.requireNo("errormessage", in: result)
                succeeded.append(IntacctResult(result))
            case "failure", "aborted": refused.append(result)
            default: throw self.doubt("a result says neither success nor failure")
            }
        }
        guard refused.isEmpty else { throw try self.refusal(refused, beside: succeeded.count) }
        guard succeeded.count == self.call.functions.count else {
            throw self.doubt("the answer has \(succeeded.count) results, not \(self.call.functions.count)")
        }
        return succeeded
    }

    /// In a transaction nothing was done when anything failed; an answer that says otherwise is not believed.
    private func refusal(_ refused: [XMLElement], beside succeeded: Int) throws(IntacctRefusal) -> IntacctRefusal {
        var errors: [XMLElement] = []
        for result in refused { errors += try self.errors(in: result) }
        guard succeeded == 0 || !self.call.isWrite else {
            return self.doubt("one result failed, and another of the same transaction succeeded")
        }
        return IntacctComplaint(errors: errors).refusal(self.asking)
    }

    private func complaint(in element: XMLElement) throws(IntacctRefusal) -> IntacctComplaint {
        IntacctComplaint(errors: try self.errors(in: element))
    }

    private func errors(in element: XMLElement) throws(IntacctRefusal) -> [XMLElement] {
        let errors = element.children(QName("", "errormessage")).flatMap { $0.children(QName("", "error")) }
        let isNumbered = errors.allSatisfy { self.text("errorno", in: $0)?.isEmpty == false }
        guard !errors.isEmpty, isNumbered else { throw self.doubt("the answer says failure and not why") }
        return errors
    }

    private func single(_ name: String, in element: XMLElement) throws(IntacctRefusal) -> XMLElement {
        let found = element.children(QName("", name))
        guard let first = found.first, found.count == 1 else {
            throw self.doubt("the answer has \(found.count) elements \(name), not one")
        }
        return first
    }

    private func status(of element: XMLElement) throws(IntacctRefusal) -> String {
        try self.words(self.single("status", in: element))
    }

    /// What an element says; another inside it would say something else to another reader.
    private func words(_ element: XMLElement) throws(IntacctRefusal) -> String {
        guard element.children.isEmpty else {
            throw self.doubt("there are elements in the answer's \(element.name.local)")
        }
        return element.text.xmlTrimmed
    }

    /// Success beside what only a failure has, or the other way round, is neither.
    private func requireNo(_ name: String, in element: XMLElement) throws(IntacctRefusal) {
        guard element.child(QName("", name)) == nil else {
            throw self.doubt("the answer's \(element.name.local) has a \(name), which contradicts its status")
        }
    }

    private func text(_ name: String, in element: XMLElement) -> String? {
        element.child(QName("", name))?.text.xmlTrimmed
    }

    /// Another request's answer, delivered to us, must not pass for ours.
    private func require(_ element: XMLElement, _ name: String, _ wanted: String) throws(IntacctRefusal) {
        let found = try self.words(self.single(name, in: element))
        guard found == wanted else {
            throw self.doubt("the answer's \(name) is “\(found.prefix(80))”, not “\(wanted)”")
        }
    }

    private func doubt(_ reason: String) -> IntacctRefusal {
        IntacctRefusal(failure: .inDoubt("\(self.asking): \(reason)."))
    }
}

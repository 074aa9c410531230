import SagaModel

extension Engine {
    /// Asks the other system first, where it can be asked: a statement that it contradicts does not count.
    func resolve(_ id: SagaID, _ testimony: Testimony, by who: String, seen: Int?) async throws -> Heeded {
        try self.checkStopped()
        let saga = try self.take(id)
        self.keep(saga, id)
        let revision = saga.context.revision
        guard seen ?? revision == revision else { return .changed(revision: revision) }
        guard let inquiry = saga.inquiry(testimony.subject) else {
            return .ignored("no step or undo called \(testimony.subject) needs a person")
        }
        switch await self.evidence(inquiry, testimony) {
        case .unanswered(let why): return .unanswered(why)
        case .unspoken(let why): return .ignored(why)
        case .known(let evidence):
            let word = Intervention<Request.Reply>
                .resolve(inquiry.key, testimony.outcome, evidence, reason: testimony.reason)
            let heeded = try self.heed(id, word, by: who, revision)
            guard case .ignored(let why) = heeded else { return heeded }
            return .ignored([why, inquiry.words(evidence, at: self.now())].compactMap(\.self).joined(separator: ": "))
        }
    }

    private enum Found {
        case known(Evidence<Request.Reply>)
        case unanswered(String)
        case unspoken(String)
    }

    private func evidence(_ inquiry: Inquiry<Request>, _ testimony: Testimony) async -> Found {
        guard inquiry.canLookUp else { return Self.word(inquiry, testimony) }
        let target = inquiry.request.target
        do throws(Failure) {
            guard let reply = try await self.gateway.lookUp(inquiry.request, key: inquiry.key) else {
                return .known(.absent)
            }
            guard let stated = testimony.reference, let found = reply.number, found != stated,
                testimony.outcome == .done
            else { return .known(.found(reply)) }
            return .unspoken("\(target) has \(testimony.subject) as \(found), not as \(stated)")
        } catch {
            guard testimony.needsNoAnswer else { return .unanswered("\(target) cannot say: \(error.reason)") }
            return Self.word(inquiry, testimony)
        }
    }

    /// Nothing but the person's word.
    private static func word(_ inquiry: Inquiry<Request>, _ testimony: Testimony) -> Found {
        guard testimony.outcome == .done, !testimony.subject.hasSuffix("/undo") else {
            return .known(.unverified(nil))
        }
        guard let reply = inquiry.request.reply(stating: testimony.reference) else {
            return .unspoken(
                "what \(testimony.subject) made is needed for the next steps, and a number does not say enough of it"
            )
        }
        return .known(.unverified(reply))
    }
}

extension Inquiry {
    /// What was found, beside the reason why it speaks against a statement.
    fileprivate func words(_ evidence: Evidence<Request.Reply>, at now: Moment) -> String? {
        switch evidence {
        case .found(let reply): reply.number.map { "found \($0)" }
        case .absent, .unverified:
            self.flightEnds.flatMap { now < $0 ? "until \($0.rfc3339)" : nil }
        }
    }
}

extension Decodable {
    /// The document's number, where a reply has one.
    fileprivate var number: String? { (self as? any Referencing)?.reference }
}

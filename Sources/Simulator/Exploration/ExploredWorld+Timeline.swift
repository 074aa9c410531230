import SagaModel

extension ExploredWorld {
    mutating func tell(_ line: (Self) -> String) {
        guard self.timeline != nil else { return }
        let text = line(self)
        self.timeline?.append(text)
    }

    /// Says what is about to happen, and when.
    mutating func tell(_ move: Move) {
        self.tell { "\($0.clock(after: move))  \(move.isFault ? "⚡ " : "")\($0.words(move))" }
    }

    private func clock(after move: Move) -> String {
        var moment = self.scene.now
        switch move {
        case .pass, .withhold: moment = max(moment, self.scene.agenda.first?.at ?? moment)
        case .answer, .crash, .place, .cancel, .hear, .hearTwice, .approve, .decline, .retry, .resolve, .skip, .resume,
            .turnBack:
            break
        }
        let seconds = moment.milliseconds / 1000
        let parts = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "day \(seconds / 86_400) \(parts.joined(separator: ":"))"
    }

    private func words(_ move: Move) -> String {
        switch move {
        case .answer(let index, .well) where self.scene.out[index].kind == .lookUp:
            let message = self.scene.out[index]
            return
                "\(message.name) says: \(self.scene.remote.hasServed(message.key) ? "it was done" : "it was not done")"
        case .answer(let index, let outcome): return "\(self.scene.out[index].name) \(outcome.words)"
        case .crash(let count):
            return "the engine dies; \(count) of \(self.scene.out.count) messages had left, and comes back"
        case .place(let kind): return "a \(kind.rawValue) is placed"
        case .cancel: return "somebody cancels"
        case .hear(let isEarly): return "\(self.nextSignal?.name ?? "?") comes\(isEarly ? " before anybody waits" : "")"
        case .hearTwice: return "\(self.nextSignal?.name ?? "?") comes twice"
        case .pass: return self.wordsOfNext
        case .withhold: return "nothing comes in time; \(self.wordsOfNext)"
        case .approve: return "\(self.approval?.gate ?? "?") is approved"
        case .decline: return "\(self.approval?.gate ?? "?") is declined"
        case .retry: return "a person says: again"
        case .resolve: return "a person looks, and says how it ended"
        case .skip: return "a person goes on without it"
        case .resume: return "a person waits again"
        case .turnBack: return "a person takes it back"
        }
    }

    private var wordsOfNext: String {
        switch self.scene.agenda.first?.happening {
        case .wake(.exchange(let key, _))?: "the timer of \(key) fires"
        case .wake(.deadline(let state, _))?: "the deadline of \(state) passes"
        case .land(let message)?: "\(message.name) is done after all"
        case .answer(let message)?: "the answer to \(message.name) comes after all"
        case .remove(let id)?: "\(id) is removed"
        case nil: "nothing"
        }
    }
}

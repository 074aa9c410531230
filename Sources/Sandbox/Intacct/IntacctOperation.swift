import RevenueModel
import XML

/// What one function came to.
struct IntacctOutcome: Sendable {
    enum Status: Sendable {
        case success(IntacctReply)
        case failure([IntacctError])
        case aborted
    }

    let function: IntacctMessage.Function
    let status: Status
}

/// What a function answers with.
enum IntacctReply: Sendable {
    case nothing
    /// The older functions name what they made.
    case key(String)
    case data(XMLOutput)
}

/// Carries out the functions of one request: as one transaction, or each for itself.
struct IntacctOperation: Sendable {
    let message: IntacctMessage
    let today: LocalDate

    func decide(_ world: SandboxWorld) -> (facts: [Fact], answer: [IntacctOutcome]) {
        var world = world
        var facts: [Fact] = []
        var outcomes: [IntacctOutcome] = []
        for function in self.message.functions {
            do throws(Refusal) {
                let (made, reply) = try self.decide(function, world)
                world.apply(made)
                facts += made
                outcomes.append(IntacctOutcome(function: function, status: .success(reply)))
            } catch {
                let failure = IntacctError(error)
                guard self.message.isTransaction else {
                    outcomes.append(IntacctOutcome(function: function, status: .failure([failure])))
                    continue
                }
                let aborted = outcomes.map { IntacctOutcome(function: $0.function, status: .aborted) }
                let failed = IntacctOutcome(function: function, status: .failure([failure, .rolledBack]))
                return ([], aborted + [failed])
            }
        }
        return (facts, outcomes)
    }

    /// A function that was carried out under its control id is not carried out again.
    private func decide(
        _ function: IntacctMessage.Function,
        _ world: SandboxWorld
    ) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let mark = "intacct-function:\(function.controlID)"
        guard self.message.isUnique else { return try IntacctBooks(world: world, today: self.today).decide(function) }
        guard !world.hasSeen(nonce: mark) else {
            throw Refusal(IntacctError.alreadyExists, "Another request with control id \(function.controlID) was done.")
        }
        let (facts, reply) = try IntacctBooks(world: world, today: self.today).decide(function)
        return (facts + [.nonce(mark)], reply)
    }
}

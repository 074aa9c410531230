package import RevenueModel
import SagaModel

// Here the two models meet: what revenue operations ask for is what a saga may send.
extension RevenueRequest: SagaRequest {
    package typealias Reply = RevenueReply

    package var target: String { self.system.rawValue }
}

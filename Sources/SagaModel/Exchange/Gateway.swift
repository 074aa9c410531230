/// The way out: carries one request to the system it is meant for.
///
/// An adapter never retries and never decides. It sends once, and says what is known afterwards. Its contract:
/// taking back what is not there succeeds; a look-up answers “was this request carried out?”, undos included.
package protocol Gateway<Request, Reply>: Sendable {
    associatedtype Request: Sendable
    associatedtype Reply: Sendable

    /// Sends `request` once, with `key`, by which the other system recognises a repetition.
    ///
    /// - Throws: What is now known about the other system; `Failure.inDoubt` when nothing is.
    func send(_ request: Request, key: IdempotencyKey) async throws(Failure) -> Reply

    /// Asks whether `request` was carried out.
    ///
    /// - Returns: What was answered then, as far as it can be told now; `nil` when it was not carried out.
    /// - Throws: Why the question could not be answered.
    func lookUp(_ request: Request, key: IdempotencyKey) async throws(Failure) -> Reply?

    /// What the system promises about this request.
    func capability(of request: Request) -> Capability
}

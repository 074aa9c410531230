internal import NIOCore
internal import Synchronization

/// Whether a request has begun to leave.
final class Departure: Sendable {
    private let begun = Atomic(false)

    var hasBegun: Bool { self.begun.load(ordering: .sequentiallyConsistent) }

    func begin() { self.begun.store(true, ordering: .sequentiallyConsistent) }
}

/// A request's body, in one piece, that notes when it is asked for.
struct WatchedBody: AsyncSequence, Sendable {
    let bytes: ByteBuffer
    let departure: Departure

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var rest: ByteBuffer?
        fileprivate let departure: Departure

        mutating func next() async -> ByteBuffer? {
            self.departure.begin()
            defer { self.rest = nil }
            return self.rest
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: self.bytes, departure: self.departure) }
}

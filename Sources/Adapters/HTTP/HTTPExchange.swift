internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import SagaModel

/// One request and its answer over HTTP; never a second try.
///
/// The client asks for a request's body once the connection stands. A request whose body was never
/// asked for has not left, whatever the error was; after that only an answer says what happened.
struct HTTPExchange: Sendable {
    let client: HTTPClient
    let timeout: Span

    /// Sends `body`; `asking` begins the sentence for people, with who was asked for what.
    func post(
        _ body: [UInt8],
        to url: String,
        headers: [(String, String)],
        asking: String
    ) async throws(Failure) -> HTTPAnswer {
        let departure = Departure()
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = HTTPHeaders(headers)
        let watched = WatchedBody(bytes: ByteBuffer(bytes: body), departure: departure)
        request.body = .stream(watched, length: .known(Int64(body.count)))
        do {
            return try await self.answer(to: request)
        } catch  where departure.hasBegun {
            throw .inDoubt("\(asking): the request left, and no whole answer came back (\(error)).")
        } catch {
            let reason = "\(asking): the request did not leave, there is no connection to \(url) (\(error))."
            throw .transient(reason, outage: Outage())
        }
    }

    /// Asks a question: nothing is done by asking, so that a lost answer is no reason for doubt.
    func get(
        _ url: String,
        headers: [(String, String)] = [],
        asking: String
    ) async throws(Failure) -> HTTPAnswer {
        var request = HTTPClientRequest(url: url)
        request.headers = HTTPHeaders(headers)
        do {
            return try await self.answer(to: request)
        } catch {
            throw .transient("\(asking): no answer from \(url) (\(error)).", outage: Outage())
        }
    }

    private func answer(to request: HTTPClientRequest) async throws -> HTTPAnswer {
        let timeout = TimeAmount.milliseconds(Int64(self.timeout.milliseconds))
        return try await HTTPAnswer(try await self.client.execute(request, timeout: timeout))
    }
}

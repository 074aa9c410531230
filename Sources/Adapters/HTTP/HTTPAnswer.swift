internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import SOAP

/// What came back over HTTP, whole and not yet understood.
struct HTTPAnswer: Sendable {
    /// Longer answers are not read: no answer to one of our requests comes near it.
    static let mostBytes = 8 << 20

    /// Of the first answer: a client may follow a redirection by a `GET`, whose answer is to another question.
    let status: Int
    /// What `Content-Type` says, which comes before what the document declares.
    let charset: String?
    /// The session that the other side opened, as it wants it named by what belongs to the same.
    let cookies: [String]
    /// What `Retry-After` says: seconds, or a date.
    let retryAfter: String?
    /// What `Date` says: the other side's clock when it answered.
    let date: String?
    let bytes: [UInt8]

    init(status: Int, charset: String?, retryAfter: String? = nil, date: String? = nil, bytes: [UInt8]) {
        self.status = status
        self.charset = charset
        self.cookies = []
        self.retryAfter = retryAfter
        self.date = date
        self.bytes = bytes
    }

    init(_ response: HTTPClientResponse) async throws {
        self.status = Int((response.history.first?.responseHead.status ?? response.status).code)
        self.charset = response.headers.first(name: "content-type").flatMap { MediaType($0).charset }
        self.cookies = response.headers["set-cookie"].map { String($0.prefix { $0 != ";" }) }
        self.retryAfter = response.headers.first(name: "retry-after").map { String($0.prefix(40)) }
        self.date = response.headers.first(name: "date").map { String($0.prefix(40)) }
        self.bytes = Array(buffer: try await response.body.collect(upTo: Self.mostBytes))
    }
}

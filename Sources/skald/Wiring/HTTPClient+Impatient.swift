internal import AsyncHTTPClient
internal import NIOCore

extension HTTPClient {
    /// For whoever is on this computer or is only asked whether it is there: a refused connection is an answer.
    ///
    /// The shared client tries again until its time is up.
    static let impatient: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.timeout.connect = .seconds(5)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}

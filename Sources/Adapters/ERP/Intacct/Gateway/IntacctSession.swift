internal import FoundationEssentials
internal import SagaModel
internal import XML

/// Leave to ask, for a while, and the address to ask at.
struct IntacctSession: Equatable, Sendable {
    let id: String
    let url: String

    /// Reads the answer to `getAPISession`.
    init(_ result: IntacctResult, settings: IntacctSettings, asking: String) throws(Failure) {
        let api = result.data?.child(QName("", "api"))
        let id = api?.child(QName("", "sessionid"))?.text.xmlTrimmed ?? ""
        let url = api?.child(QName("", "endpoint"))?.text.xmlTrimmed ?? ""
        guard !id.isEmpty else { throw .transient("\(asking): the answer has no session.") }
        guard Self.isSameProvider(url, settings.url) else {
            throw .transient(
                "\(asking): the session names the address “\(url.prefix(200))”, which is not of \(settings.url)'s "
                    + "provider; nothing was sent there. Check url of systems.erp."
            )
        }
        self.id = id
        self.url = url
    }

    /// The session's address gets our passwords, so it must be where they may go: the same host, or the provider's.
    static func isSameProvider(_ address: String, _ configured: String) -> Bool {
        guard let one = URL(string: address), let other = URL(string: configured), one.scheme == other.scheme,
            let host = one.host()?.lowercased(), let known = other.host()?.lowercased()
        else { return false }
        return (host == known && one.port == other.port)
            || (host.hasSuffix(".intacct.com") && known.hasSuffix(".intacct.com") && one.scheme == "https")
    }
}

/// The session that all requests of one adapter share, until the gateway says that it has ended.
actor IntacctSessions {
    private(set) var current: IntacctSession?

    func keep(_ session: IntacctSession) { self.current = session }

    /// Forgets the session, unless another request has renewed it meanwhile.
    func forget(_ session: IntacctSession) {
        if self.current == session { self.current = nil }
    }
}

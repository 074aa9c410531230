internal import ArgumentParser
internal import SQLiteRuntime

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the sagas until SIGINT or SIGTERM, and hear events over HTTP.",
        discussion: """
            POST /events takes events as `event ingest` does, from whoever carries the token; POST /hooks/stripe takes \
            Stripe's webhooks, checked by their signature; POST /hooks/salesforce?token=… takes outbound messages \
            about cases, from the organisation that is named; GET /health answers. Who may is said in --config: \
            inbound: {token: {env: NAME}, stripe: {secrets: [{env: NAME}], tolerance: 5m}, \
            salesforce: {organization: 00D…, token: {env: NAME}, legalEntity: DE, fields: {invoice: Invoice__c}}}. An event is on disk before \
            it is acknowledged.
            """
    )

    @Option(help: "Where to listen. Anything but loopback belongs behind a proxy that speaks TLS.")
    var listen = "127.0.0.1:8484"
    @OptionGroup var options: Options

    func validate() throws { _ = try Self.parts(self.listen) }

    func run() async throws {
        let (host, port) = try Self.parts(self.listen)
        let inbound = try Config.read(self.options.config).inbound
        if inbound.isEmpty { Terminal.note("skald: nobody may hand in events: --config has no inbound") }
        try await Desk.with(self.options) { desk in
            try await Watch(desk: desk, options: self.options).stay {
                let server = try await InboundServer.open(host, port, inbound, desk.sagas)
                Terminal.note("skald: hears events on http://\(host):\(server.port)")
                return { await server.close() }
            }
        }
    }

    private static func parts(_ text: String) throws -> (host: String, port: Int) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]), (0...65_535).contains(port) else {
            throw ValidationError("--listen takes HOST:PORT, such as 127.0.0.1:8484.")
        }
        return (String(parts[0]), port)
    }
}

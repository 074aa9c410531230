import Sandbox
import Testing

/// The description of the ERP is worth what clients that others wrote can do with it.
@Suite("Clients that others wrote")
struct SuiteTalkCounterpartTests {
    @Test("zeep and netsuitesdk write, read, delete and are refused, from our WSDL alone")
    func speak() async throws {
        try await TestWorld.run { world in
            let known = SandboxCredentials()
            let address = "http://127.0.0.1:\(world.server.port)/services/NetSuitePort_2025_2"
            let lines = try await PythonScript.run(
                "suitetalk.py",
                [
                    address, known.account, known.consumerKey, known.consumerSecret, known.token, known.tokenSecret,
                ]
            )
            #expect(lines.contains("zeep meets a fault") && lines.last == "netsuitesdk deletes", "\(lines)")
            let documents = try await world.counts().documents["erp"]
            #expect(documents?["invoice"] == ["deleted": 1])
            #expect(documents?["journalEntry"] == ["active": 1])
            #expect(try await world.counts().isBalanced)
        }
    }
}

import Hummingbird
import SuiteTalk

/// The ERP's description of itself, for clients that others wrote: its WSDL, and the schemas that this imports.
struct DescriptionRoutes: Sendable {
    func add(to router: Router<SandboxContext>) {
        router.get("\(SuiteTalkNames.path)") { request, _ in
            let host = request.head.authority ?? "127.0.0.1"
            let text = SuiteTalkWSDL.text(address: "http://\(host)\(SuiteTalkNames.path)")
            return SuiteTalkRoute.xml(Array(text.utf8), status: .ok)
        }
        for schema in SuiteTalkSchemas.documents {
            router.get("\(SuiteTalkNames.path)/xsd/\(schema.name)") { _, _ in
                SuiteTalkRoute.xml(Array(schema.text.utf8), status: .ok)
            }
        }
    }
}

import Foundation
import SagaModel
import Testing

@testable import Adapters

private enum Captures {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/reference/erpdata/peer-captures").standardizedFileURL

    static var areThere: Bool { FileManager.default.fileExists(atPath: Self.folder.path) }
}

/// What mock-sap really said, recorded; kept beside this repository and not in it.
@Suite("A recorded answer of mock-sap", .enabled(if: Captures.areThere, "the recordings are not here"))
struct SAPCaptureTests {
    private func outcome(_ name: String, of function: SAPFunction.Name) throws -> String? {
        let text = try String(contentsOf: Captures.folder.appending(path: name), encoding: .utf8)
        let answer = HTTPAnswer(status: 200, charset: nil, bytes: Array(text.utf8))
        return try SAPAnswer(function: SAPFunction(function, reference: "r", []), asking: "It was asked")
            .document(answer)
    }

    @Test("is what its name says")
    func names() async throws {
        #expect(try self.outcome("sap-bapi-acc-post.resp.xml", of: .postDocument) == "0100000007")
        #expect(try self.outcome("sap-bapi-so-create.resp.xml", of: .createSalesOrder) == "0000004737")
        for (name, words) in [
            ("sap-bapi-acc-post-error.resp.xml", "E F5 201 (Posting period 08 2026 is not open)"),
            ("sap-bapi-fault.resp.xml", "RFC_ERROR_FUNCTION_NOT_FOUND"),
        ] {
            let failure = try await failureOf { _ = try self.outcome(name, of: .postDocument) }
            #expect(failure.kind == .rejected)
            #expect(failure.reason.contains(words))
        }
        let other = try await failureOf { _ = try self.outcome("sap-bapi-acc-post.resp.xml", of: .commit) }
        #expect(other.kind == .inDoubt)
        for name in ["sap-orders05.xml", "sap-invoic02.xml"] {
            #expect(try await failureOf { _ = try self.outcome(name, of: .postDocument) }.kind == .inDoubt)
        }
    }
}

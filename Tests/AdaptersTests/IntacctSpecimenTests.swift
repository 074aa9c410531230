import Foundation
import SagaModel
import Testing

@testable import Adapters

/// Answers that the gateway really gave, or that its own client is tested with; they are not part of this repository.
struct IntacctSpecimenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/reference/erpdata/sage-intacct").standardizedFileURL
    private static let isThere = FileManager.default.fileExists(atPath: Self.folder.path)
    private static let reason: Comment = "the specimens are not on this computer"

    /// What the answer says, when it is read as the answer to what it claims to answer.
    private func kind(of path: String, _ functions: [(id: String, name: String)]) throws -> Kind? {
        let text = try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
        func value(_ name: String) -> String {
            text.firstRange(of: "<\(name)>").map { String(text[$0.upperBound...].prefix { $0 != "<" }) } ?? ""
        }
        var settings = Fixtures.intacctSettings(url: "https://api.intacct.com")
        settings.senderID = value("senderid")
        settings.company = value("companyid")
        let call = IntacctCall(
            controlID: value("controlid"),
            authentication: .login,
            functions: functions.map { ($0.id, IntacctFunction($0.name, "a specimen", [])) },
            isWrite: true
        )
        let answer = HTTPAnswer(status: 200, charset: nil, bytes: Array(text.utf8))
        do throws(IntacctRefusal) {
            _ = try IntacctAnswer(call: call, settings: settings, asking: "Asked").results(answer)
            return nil
        } catch {
            return error.failure.kind
        }
    }

    @Test(
        "real answers mean what their names say",
        .enabled(if: Self.isThere, Self.reason),
        arguments: [
            ("responses-jfcote87/execFuncError.xml", "testFunctionId", "create", Kind.inDoubt),
            ("responses-jfcote87/execLoginInvalid.xml", "f", "create", .transient),
            ("responses-jfcote87/sessionInvalid.xml", "f", "create", .transient),
            ("responses-jfcote87/execXMLError.xml", "f", "create", .rejected),
            ("responses/OnlineResponse.testAuthenticationFailure.3.xml", "f", "create", .transient),
            ("responses/OnlineResponse.testResponseExceptionWithErrors.6.xml", "f", "create", .transient),
            ("responses/RequestHandler.testMock400LevelErrorWithXmlResponse.4.xml", "f", "create", .transient),
            ("responses/AbstractResponse.testConstructControlFailure.2.xml", "f", "create", .transient),
            ("responses/Result.testStatusFailure.6.xml", "testFunctionId", "read", .inDoubt),
            ("responses/Result.testStatusAbort.7.xml", "testFunctionId", "readByQuery", .inDoubt),
        ]
    )
    func failures(path: String, id: String, function: String, kind: Kind) throws {
        #expect(try self.kind(of: path, [(id, function)]) == kind)
    }

    @Test("a transaction that was rolled back is no success", .enabled(if: Self.isThere, Self.reason))
    func rolledBack() throws {
        let path = "responses/OnlineClient.testExecuteBatchTransactionResultException.3.xml"
        let functions = [("func1UnitTest", "getAPISession"), ("func2UnitTest", "getAPISession")]
        #expect(try self.kind(of: path, functions) == .inDoubt)
    }

    @Test(
        "successes are successes",
        .enabled(if: Self.isThere, Self.reason),
        arguments: [
            ("responses/OnlineClient.testExecute.1.xml", "func1UnitTest", "getAPISession"),
            ("responses/OnlineClient.testLogger.4.xml", "func1UnitTest", "readByQuery"),
            ("responses/OnlineResponse.testGetters.1.xml", "testControlId", "getAPISession"),
            ("responses/Authentication.testAuthenticationResponse.1.xml", "testControlId", "getAPISession"),
            ("responses/Result.setUp.1.xml", "testControlId", "readByQuery"),
            (
                "responses/Result.testLegacyCreateClassKey.12.xml", "d4814563-1e97-4708-b9c5-9a49569d2a0d",
                "create_class"
            ),
            ("responses/Result.testReadClass.10.xml", "7cad3f85-d533-4ae4-80bc-e96e58b5a822", "read"),
        ]
    )
    func successes(path: String, id: String, function: String) throws {
        #expect(try self.kind(of: path, [(id, function)]) == nil)
    }

    @Test("what lacks a part leaves the outcome in doubt", .enabled(if: Self.isThere, Self.reason))
    func missingParts() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: "responses").path)
        let broken = names.filter {
            ($0.contains("Missing") && !$0.contains("UserId")) || $0.hasPrefix("Offline")
                || $0.hasPrefix("Result.element")
        }
        #expect(broken.count > 10)
        for name in broken {
            let kind = try self.kind(of: "responses/\(name)", [("testControlId", "readByQuery")])
            #expect(kind == .inDoubt, "\(name)")
        }
    }
}

import Foundation
import Testing
import XML

@testable import SOAP

/// What services really sent, where a collection of it stands beside the package; their names say what they are.
///
/// Elsewhere these tests are skipped: the collection belongs to others and is not part of the package.
@Suite(.enabled(if: Specimen.folderExists, "there is no collection of specimens beside the package"))
struct SpecimenTests {
    @Test func `NetSuite's answers are successes, refusals and faults as their names say`() throws {
        let answers = try Specimen.all(under: "netsuite").filter { !$0.name.hasSuffix(".request.xml") }
        #expect(answers.count >= 80)
        for answer in answers {
            // Two files of one collection were cut short by whoever made it.
            if answer.isCutShort {
                #expect(answer.refusal()?.isNotWellFormed == true, "\(answer)")
                continue
            }
            switch try answer.message() {
            case .fault(let fault):
                #expect(answer.says("fault-") || answer.says("login/failure"), "\(answer)")
                #expect(!fault.code.isEmpty && !fault.detail.isEmpty, "\(answer)")
            case .body(let entry, _):
                #expect(!answer.says("fault-") && !answer.says("failure"), "\(answer)")
                #expect(entry.name.local == answer.answerName, "\(answer)")
                #expect(entry.says(false) == answer.says("error"), "\(answer)")
                // What is only pending says neither.
                #expect(entry.says(true) || entry.says(false) || answer.says("async"), "\(answer)")
            }
        }
    }

    @Test func `NetSuite's requests have one entry, and a passport`() throws {
        let requests = try Specimen.all(under: "netsuite/messages-2025_2").filter { $0.name.hasSuffix(".request.xml") }
        #expect(requests.count >= 24)
        for request in requests {
            guard case .body(let entry, let headers) = try request.message() else {
                Issue.record("a fault: \(request)")
                continue
            }
            #expect(entry.name.local == request.requestName, "\(request)")
            #expect(headers.contains { $0.name.local == "tokenPassport" }, "\(request)")
        }
    }

    @Test func `an SAP system's answers carry their outcome in the body, or are faults`() throws {
        let answers = try Specimen.all(under: "peer-captures").filter { $0.name.contains("bapi") }
        #expect(answers.count >= 6)
        for answer in answers {
            switch try answer.message() {
            case .fault:
                #expect(answer.says("fault"), "\(answer)")
            case .body(let entry, _):
                #expect(!answer.says("fault"), "\(answer)")
                let types = entry.descendants("TYPE").map(\.text)
                guard answer.name.hasSuffix(".resp.xml") else { continue }
                #expect(types.contains("E") == answer.says("error"), "\(answer)")
                #expect(!types.isEmpty, "\(answer)")
            }
        }
    }

    @Test func `a bank's messages and an SAP system's documents are read, and are no envelopes`() throws {
        let documents = try Specimen.all(under: "peer-captures").filter { !$0.name.contains("bapi") }
        #expect(documents.count >= 13)
        for document in documents {
            let root = try XMLReader().read(document.bytes)
            #expect(!root.children.isEmpty, "\(document)")
            guard case .notAnEnvelope = document.refusal() else {
                Issue.record("read as an envelope: \(document)")
                continue
            }
        }
    }

    @Test func `Sage Intacct's messages are read, and are no envelopes`() throws {
        let messages = try Specimen.all(under: "sage-intacct")
        #expect(messages.count >= 190)
        for message in messages {
            // A line of an example that writes nothing, kept without its document.
            if message.says("testWriteElementAsNull") {
                #expect(message.refusal()?.isNotWellFormed == true)
                continue
            }
            #expect(throws: Never.self, "\(message)") { try XMLReader().read(message.bytes) }
            guard case .notAnEnvelope = message.refusal() else {
                Issue.record("read as an envelope: \(message)")
                continue
            }
        }
    }

    /// Zuora's service answers in SOAP 1.2 and these three times in SOAP 1.1: whoever asks in one version must refuse
    /// the answers in the other, as they may come from another endpoint.
    @Test func `Zuora's answers are read in their own version, and refused in the other`() throws {
        let older: Set = ["account_find_success.xml", "invalid_login.xml", "valid_login.xml"]
        let answers = try Specimen.all(under: "zuora/fixtures")
        #expect(answers.count == 22)
        for answer in answers {
            let version: SOAPVersion = older.contains(answer.name) ? .soap11 : .soap12
            let refusal = answer.refusal(version.other)
            #expect(refusal == .wrongVersion(expected: version.other, found: version.namespace), "\(answer)")
            switch try answer.message(version) {
            case .fault(let fault):
                #expect(answer.says("invalid_login") && fault.code == "INVALID_VALUE", "\(answer)")
            case .body(let entry, _):
                let successes = entry.descendants("Success") + entry.descendants("success")
                let isFailure = successes.contains { xmlBoolean($0.text) == false }
                #expect(isFailure == answer.says("failure"), "\(answer)")
            }
        }
    }
}

/// A file of the collection.
struct Specimen: CustomStringConvertible {
    let path: String
    let bytes: [UInt8]

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/reference/erpdata")

    static var folderExists: Bool { FileManager.default.fileExists(atPath: self.folder.path) }

    static func all(under name: String) throws -> [Specimen] {
        let folder = self.folder.appending(path: name)
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".xml") }.sorted().map { name in
            Specimen(path: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
        }
    }

    var description: String { self.path }
    var name: String { self.path.split(separator: "/").last.map(String.init) ?? self.path }

    func says(_ word: String) -> Bool { self.path.contains(word) }

    var isCutShort: Bool {
        ["upsert_list_customers.xml", "upsert_list_one_customer.xml"].contains(self.name) && !self.says("async")
    }

    func message(_ version: SOAPVersion = .soap11) throws(SOAPError) -> SOAPMessage {
        try readSOAP(self.bytes, version: version)
    }

    func refusal(_ version: SOAPVersion = .soap11) -> SOAPError? {
        do throws(SOAPError) {
            _ = try self.message(version)
            return nil
        } catch {
            return error
        }
    }

    /// The entry that the name asks for: of `upsert_list/…` it is `upsertListResponse`.
    var answerName: String {
        let parts = self.path.split(separator: "/")
        guard parts.count == 3 else { return self.requestName + "Response" }
        let words = (parts[1] == "custom_fields" ? "get" : parts[1]).split(separator: "_")
        return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined() + "Response"
    }

    /// The first operation that the name of a message names.
    var requestName: String {
        if self.says("get-server-time") { return "getServerTime" }
        if self.says("hold-update") { return "update" }
        return ["upsert", "add", "delete", "get"].first { self.says("-\($0)") } ?? "upsert"
    }
}

extension XMLElement {
    /// Itself and all in it of that local name, in the order in which they begin.
    func descendants(_ local: String) -> [XMLElement] {
        (self.name.local == local ? [self] : []) + self.children.flatMap { $0.descendants(local) }
    }

    /// Whether a status in it says that something succeeded, or that something did not.
    func says(_ success: Bool) -> Bool {
        self.descendants("status").contains { $0.attribute("isSuccess").flatMap(xmlBoolean) == success }
    }
}

extension SOAPError {
    var isNotWellFormed: Bool {
        guard case .notXML(let error) = self else { return false }
        return error.kind == .notWellFormed
    }
}

import Foundation
import RevenueModel
import SagaModel
import Testing

/// A workflow's graph as it was agreed on: a file beside the tests.
enum Picture {
    static func check(_ workflow: some Workflow, _ form: String) throws {
        let graph = workflow.graph
        let pictures = ["outline.txt": graph.outline(), "mmd": graph.mermaid(), "dot": graph.dot()]
        let picture = try #require(pictures[form])
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "\(workflow.name).\(form)")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(picture.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == picture)
    }
}

import Foundation
import Testing

/// The arrows between targets go one way, and a new one is drawn on purpose: in `graph.txt`.
struct GraphTests {
    @Test func `the targets depend on each other as the checked-in graph says`() throws {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
        let file = here.appending(path: "graph.txt")
        let graph = try Self.arrows(of: root)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(graph.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == graph)
    }

    /// A line a target: its name, and the targets and products that it may import.
    private static func arrows(of root: URL) throws -> String {
        let description = try JSONDecoder().decode(Description.self, from: self.describe(root))
        let lines = description.targets.filter { $0.type != "test" }.sorted { $0.name < $1.name }.map { target in
            let arrows = (target.targetDependencies ?? []).sorted() + (target.productDependencies ?? []).sorted()
            return "\(target.name) → \(arrows.isEmpty ? "nothing" : arrows.joined(separator: ", "))"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A scratch path of its own: with the default one it would wait for its own test run's lock for ever.
    private static func describe(_ root: URL) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = root
        process.arguments = ["swift", "package", "--scratch-path", ".build-graph", "describe", "--type", "json"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data
    }

    private struct Description: Decodable {
        let targets: [Target]
    }

    private struct Target: Decodable {
        let name: String
        let type: String
        let targetDependencies: [String]?
        let productDependencies: [String]?

        enum CodingKeys: String, CodingKey {
            case name, type
            case targetDependencies = "target_dependencies"
            case productDependencies = "product_dependencies"
        }
    }
}

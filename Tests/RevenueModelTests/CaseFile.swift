import Foundation

/// The tables with worked cases: every number that must come out stands in one of them, and nowhere else.
enum CaseFile {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    /// The rows of `Cases/NAME.json`.
    static func rows<Row: Decodable>(_ name: String, as type: Row.Type = Row.self) throws -> [Row] {
        let file = Self.folder.appending(path: "\(name).json")
        return try JSONDecoder().decode([Row].self, from: Data(contentsOf: file))
    }

    /// The tables in a folder of `Cases`, in order.
    static func names(in subfolder: String) throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: subfolder).path)
        return files.filter { $0.hasSuffix(".json") }.sorted().map { "\(subfolder)/\($0.dropLast(".json".count))" }
    }
}

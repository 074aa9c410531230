import Foundation
import Testing

/// A small part of `make faults`, for every change.
@Suite("Faults, with the real engine, file and systems", .serialized)
struct FaultsTests {
    @Test(
        "leave nothing doubled, nothing lost and nothing unexplained",
        arguments: ["points-refused", "kills", "power", "engines"]
    )
    func nothingIsWrong(trial: String) throws {
        let tallies = try Self.run(trial)
        #expect(!tallies.isEmpty)
        for tally in tallies {
            #expect(tally.runs > 0)
            #expect(tally.violations == 0, "\(tally.fault)")
        }
    }

    @Test("are found by the checker when they are planted")
    func plantedBugsAreFound() throws {
        let tallies = try Self.run("planted")
        #expect(tallies.count == 3)
        for tally in tallies { #expect(tally.violations == 0, "\(tally.fault)") }
    }

    private struct Tally: Decodable {
        let fault: String
        let runs: Int
        let violations: Int
    }

    private static func run(_ trial: String) throws -> [Tally] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "skald-faults-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let json = folder.appending(path: "faults.json")
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "skald-faults")
        process.arguments = ["--short", "--only", trial, "--json", json.path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try JSONDecoder().decode([Tally].self, from: Data(contentsOf: json))
    }
}

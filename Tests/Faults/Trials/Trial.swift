/// One fault, and how often it is tried.
struct Trial {
    enum Size { case short, usual, long }

    let name: String
    let run: () async throws -> Tally

    static func all(_ size: Size, seed: UInt64) -> [Self] {
        Self.points(size, seed: seed) + Self.kills(size, seed: seed) + Self.power(size, seed: seed) + Self.writes(size)
            + Self.engines(size) + Self.outside(size, seed: seed) + Self.planted(size, seed: seed)
    }

    private static func points(_ size: Size, seed: UInt64) -> [Self] {
        let stories: [CrashPoints.Story] = size == .short ? [.refused] : CrashPoints.Story.allCases
        let points = stories.map { story in
            Self(name: "points-\(story.rawValue)") { try await CrashPoints(story: story).all() }
        }
        let pairs = CrashPoints.Story.allCases.map { story in
            Self(name: "pairs-\(story.rawValue)") { try await CrashPoints(story: story).pairs(100, seed: seed) }
        }
        return size == .short ? points : points + pairs
    }

    private static func kills(_ size: Size, seed: UInt64) -> [Self] {
        let count = size == .short ? 50 : size == .usual ? 2_000 : 10_000
        return [Self(name: "kills") { try await KillLoop(kills: count, seed: seed).run() }]
    }

    private static func power(_ size: Size, seed: UInt64) -> [Self] {
        let images = size == .short ? 200 : size == .usual ? 10_000 : 100_000
        return [Self(name: "power") { try await PowerLoss(images: images, seed: seed).run() }]
    }

    private static func writes(_ size: Size) -> [Self] {
        guard size != .short else { return [] }
        return WriteFaults.Kind.allCases.map { kind in
            let stride = size == .long || kind.isTriedEverywhere ? 1 : 12
            return Self(name: "writes-\(kind)") { try await WriteFaults(kind: kind, stride: stride).run() }
        }
    }

    private static func planted(_ size: Size, seed: UInt64) -> [Self] {
        let plants: [Plant] = size == .short ? [.commitsNotSynced, .hollowUndo, .lineSkipped] : Plant.allCases
        return plants.map { plant in
            Self(name: "planted-\(plant.rawValue)") { try await Planted(plant: plant, seed: seed).run() }
        }
    }

    private static func engines(_ size: Size) -> [Self] {
        let races = size == .short ? 5 : size == .usual ? 50 : 300
        return [Self(name: "engines") { try TwoEngines(races: races).run() }]
    }

    private static func outside(_ size: Size, seed: UInt64) -> [Self] {
        guard size != .short else { return [] }
        let isLong = size == .long
        let answers = [
            ("pwrite64", "signal=SIGKILL"), ("pwrite64", "error=ENOSPC"), ("fdatasync", "error=EIO"),
            ("ftruncate", "error=EIO"),
        ]
        let traces = answers.map { call, answer in
            Self(name: "strace-\(call)-\(answer)") {
                try Outside.strace(call, answer, stride: call == "pwrite64" ? (isLong ? 2 : 12) : 1)
            }
        }
        return traces + [
            Self(name: "small-disk") {
                try Outside.smallDisk(sizes: Array(stride(from: 40, through: 400, by: isLong ? 4 : 20)))
            },
            Self(name: "clock") { try await ClockJumps(jumps: isLong ? 150 : 30, seed: seed).run() },
            Self(name: "faketime") { try Outside.fakeTime(["-40d", "-1d", "+1d", "+40d"]) },
        ]
    }
}

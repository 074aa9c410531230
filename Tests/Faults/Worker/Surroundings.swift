internal import Foundation
internal import Synchronization

/// What a recording knows besides the database: the systems' state, and the head outside.
///
/// Both are synced by their owners before anything is promised on their word, so that what is noted is there.
enum Surroundings {
    private static let watched = Mutex<(systems: String, head: String)?>(nil)

    static func watch(systems: String, head: String) { Self.watched.withLock { $0 = (systems, head) } }

    static func note() {
        guard let (systems, head) = Self.watched.withLock({ $0 }) else { return }
        let size = (try? FileManager.default.attributesOfItem(atPath: systems)[.size] as? Int) ?? 0
        Shim.mark(Promise.systems(size: size).line)
        guard let text = try? String(contentsOfFile: head, encoding: .utf8) else { return }
        Shim.mark(Promise.head(text.trimmingCharacters(in: .newlines)).line)
    }
}

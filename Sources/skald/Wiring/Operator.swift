internal import FoundationEssentials

/// Whoever types: named in the history of what they did.
enum Operator {
    static var name: String {
        let environment = ProcessInfo.processInfo.environment
        return environment["SKALD_USER"] ?? environment["USER"] ?? environment["LOGNAME"] ?? "operator"
    }
}

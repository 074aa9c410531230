import Hummingbird

extension Request {
    /// A header that HTTP itself has no name for.
    func header(_ name: String) -> String? {
        self.headers.first { $0.name.rawName.lowercased() == name.lowercased() }?.value
    }
}

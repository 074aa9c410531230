/// The prefixes declared on one element, and the elements around it.
///
/// Elements share their ancestors' scopes: copying every prefix in force to every element would let a
/// small document fill the memory.
final class XMLScope: Sendable {
    let declared: [String: String]
    let outer: XMLScope?

    init(declared: [String: String], outer: XMLScope? = nil) {
        self.declared = declared
        self.outer = outer
    }

    /// The namespace of `prefix` here; "" is the default namespace's prefix.
    func namespace(of prefix: String) -> String? {
        var scope: XMLScope? = self
        while let current = scope {
            if let namespace = current.declared[prefix] { return namespace }
            scope = current.outer
        }
        return nil
    }

    /// Every prefix in force here.
    var all: [String: String] {
        guard let outer = self.outer else { return self.declared }
        return outer.all.merging(self.declared) { _, inner in inner }
    }
}

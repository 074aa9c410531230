/// The prefix of every namespace in a document to be written.
struct XMLPrefixes {
    private var prefixes: [String: String] = [:]
    /// Namespaces in the order in which they are declared.
    private(set) var declared: [String] = []

    init(for output: XMLOutput, wanted: [String: String]) throws(XMLError) {
        var used: [String] = []
        var seen: Set<String> = ["", QName.xmlNamespace]
        Self.collect(output, &used, &seen)
        self.prefixes[QName.xmlNamespace] = "xml"
        var taken = Set(wanted.values)
        var number = 1
        for namespace in used {
            var prefix = wanted[namespace] ?? ""
            while prefix.isEmpty || (wanted[namespace] != prefix && taken.contains(prefix)) {
                prefix = "ns\(number)"
                number += 1
            }
            taken.insert(prefix)
            try self.declare(prefix, namespace)
        }
    }

    private mutating func declare(_ prefix: String, _ namespace: String) throws(XMLError) {
        let isReserved = prefix.lowercased().hasPrefix("xml") || namespace == "http://www.w3.org/2000/xmlns/"
        guard prefix.isXMLName, !isReserved, !self.prefixes.values.contains(prefix) else {
            throw XMLError(.unwritable, "the prefix \(prefix.debugDescription) cannot stand for \(namespace)")
        }
        self.prefixes[namespace] = prefix
        self.declared.append(namespace)
    }

    /// The name with its prefix.
    func spelling(_ name: QName) throws(XMLError) -> String {
        guard name.local.isXMLName else {
            throw XMLError(.unwritable, "\(name.local.debugDescription) is not a name in XML")
        }
        guard !name.namespace.isEmpty, let prefix = self.prefixes[name.namespace] else { return name.local }
        return "\(prefix):\(name.local)"
    }

    func prefix(_ namespace: String) -> String { self.prefixes[namespace] ?? "" }

    private static func collect(_ output: XMLOutput, _ used: inout [String], _ seen: inout Set<String>) {
        switch output.node {
        case .value(let value):
            self.collect(value, &used, &seen)
        case .element(let name, let attributes, let children):
            self.collect(XMLOutput.Value.qname(name), &used, &seen)
            for attribute in attributes {
                self.collect(XMLOutput.Value.qname(attribute.name), &used, &seen)
                self.collect(attribute.value, &used, &seen)
            }
            for child in children { self.collect(child, &used, &seen) }
        }
    }

    private static func collect(_ value: XMLOutput.Value, _ used: inout [String], _ seen: inout Set<String>) {
        guard case .qname(let name) = value, seen.insert(name.namespace).inserted else { return }
        used.append(name.namespace)
    }
}

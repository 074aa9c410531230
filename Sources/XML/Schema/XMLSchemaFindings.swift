internal import CLibXML2

/// Collects what libxml2 reports about a schema, or about a document against one.
final class XMLSchemaFindings {
    /// After so many, more would help nobody.
    private static let most = 100

    private(set) var all: [XMLSchemaFinding] = []

    /// For libxml2, whose user data must be this object.
    static let report: xmlStructuredErrorFunc = { data, error in
        guard let data, let error = error?.pointee else { return }
        Unmanaged<XMLSchemaFindings>.fromOpaque(data).takeUnretainedValue().add(error)
    }

    var userData: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    private func add(_ error: xmlError) {
        // A skipped document is only a warning to libxml2; to us it is a schema that says less than it seems to.
        guard error.level.rawValue >= XML_ERR_ERROR.rawValue || Self.skips.contains(Int(error.code)),
            self.all.count < Self.most
        else { return }
        let node = error.node?.assumingMemoryBound(to: xmlNode.self)
        let finding = XMLSchemaFinding(
            line: max(0, node.map { Int(xmlGetLineNo($0)) } ?? Int(error.line)),
            path: Self.path(of: node),
            reason: XMLSchemaReason.sentence(error.message.map { String(cString: $0) } ?? "error \(error.code)")
        )
        self.all.append(finding)
    }

    private static let skips = [XML_SCHEMAP_WARN_SKIP_SCHEMA, XML_SCHEMAP_WARN_UNLOCATED_SCHEMA].map {
        Int($0.rawValue)
    }

    /// The local names from the outermost element down, numbered where one has brothers of its name before it.
    private static func path(of node: xmlNodePtr?) -> String {
        var steps: [String] = []
        var current = node?.pointee.type == XML_ATTRIBUTE_NODE ? node?.pointee.parent : node
        while let element = current, element.pointee.type == XML_ELEMENT_NODE {
            let brothers = Self.elderBrothers(of: element)
            steps.append("/" + Self.name(element) + (brothers > 0 ? "[\(brothers + 1)]" : ""))
            current = element.pointee.parent
        }
        return steps.reversed().joined()
    }

    private static func elderBrothers(of element: xmlNodePtr) -> Int {
        var count = 0
        var current = element.pointee.prev
        while let brother = current {
            if brother.pointee.type == XML_ELEMENT_NODE, xmlStrEqual(brother.pointee.name, element.pointee.name) == 1 {
                count += 1
            }
            current = brother.pointee.prev
        }
        return count
    }

    private static func name(_ element: xmlNodePtr) -> String {
        element.pointee.name.map { String(cString: $0) } ?? ""
    }
}

internal import CLibXML2

/// The documents of a schema, made to refer to one another and to nothing else.
///
/// An import is resolved by its namespace and an include by its document's name; what XML Schema calls a
/// location is only a hint, and often an address on a network. libxml2 reads one document for each
/// namespace: so that several can be given, each namespace gets a document that includes them, and
/// the schema itself is one that imports every namespace.
struct XMLSchemaSources {
    private struct Source {
        let name: String
        let tree: xmlDocPtr
        let location: String
        var namespace: String
    }

    private static let schemaNamespace = "http://www.w3.org/2001/XMLSchema"
    private static let place = "urn:skald:schema"

    let entry: String
    /// Location to document.
    private(set) var documents: [String: [UInt8]] = [:]
    private var missing: [String] = []

    init(_ given: [XMLSchema.Document]) throws(XMLSchemaError) {
        let place = XMLSchemaShelf.newPlace()
        self.entry = place + "all"
        var sources: [Source] = []
        defer { for source in sources { xmlFreeDoc(source.tree) } }
        for document in given {
            guard !sources.contains(where: { $0.name == document.name }) else {
                throw .repeatedDocument(document.name)
            }
            let location = place + "document/\(sources.count)"
            sources.append(try Self.source(document, location))
        }
        let namespaces = Self.wrappers(sources, place)
        var chameleons: Set<String> = []
        for source in sources { self.resolve(source, among: sources, namespaces, &chameleons) }
        guard self.missing.isEmpty else { throw .missing(self.missing) }
        for source in sources { self.documents[source.location] = Self.bytes(of: source.tree) }
        self.wrap(sources.filter { !chameleons.contains($0.name) }, namespaces)
    }

    private static func source(_ document: XMLSchema.Document, _ location: String) throws(XMLSchemaError) -> Source {
        do throws(XMLError) {
            let tree = try XMLReader().tree(document.bytes, charset: nil)
            let namespace = self.attribute("targetNamespace", of: xmlDocGetRootElement(tree)) ?? ""
            return Source(name: document.name, tree: tree, location: location, namespace: namespace)
        } catch {
            throw .unreadableSchema(document: document.name, error)
        }
    }

    /// Namespace to the location of the document that stands for it.
    private static func wrappers(_ sources: [Source], _ place: String) -> [String: String] {
        var wrappers: [String: String] = [:]
        for source in sources where wrappers[source.namespace] == nil {
            wrappers[source.namespace] = place + "namespace/\(wrappers.count)"
        }
        return wrappers
    }

    /// Points every import and include of `source` at a document that was given, or notes that there is none.
    private mutating func resolve(
        _ source: Source,
        among sources: [Source],
        _ namespaces: [String: String],
        _ chameleons: inout Set<String>
    ) {
        var node = xmlDocGetRootElement(source.tree)?.pointee.children
        while let element = node {
            node = element.pointee.next
            switch Self.schemaName(of: element) {
            case "import":
                let namespace = Self.attribute("namespace", of: element) ?? ""
                self.point(element, to: namespaces[namespace], named: "the namespace \(namespace)", in: source)
            case "include", "redefine":
                let wanted = Self.attribute("schemaLocation", of: element) ?? ""
                let found = Self.document(wanted, among: sources)
                if let found, found.namespace.isEmpty, !source.namespace.isEmpty { chameleons.insert(found.name) }
                self.point(element, to: found?.location, named: wanted, in: source)
            default:
                break
            }
        }
    }

    private mutating func point(_ element: xmlNodePtr, to location: String?, named name: String, in source: Source) {
        guard let location else {
            XMLLibrary.countRefusedSchema()
            return self.missing.append("\(name) (for \(source.name))")
        }
        xmlSetNsProp(element, nil, "schemaLocation", location)
    }

    /// The document of that name, or the only one whose name ends as the location does.
    private static func document(_ location: String, among sources: [Source]) -> Source? {
        if let exact = sources.first(where: { $0.name == location }) { return exact }
        let file = { (name: String) in name.split(separator: "/").last.map(String.init) ?? name }
        let same = sources.filter { file($0.name) == file(location) }
        return same.count == 1 ? same.first : nil
    }

    private mutating func wrap(_ sources: [Source], _ namespaces: [String: String]) {
        var imports = ""
        for (namespace, location) in namespaces.sorted(by: { $0.value < $1.value }) {
            let inside = sources.filter { $0.namespace == namespace }
            guard !inside.isEmpty else { continue }
            let includes = inside.map { "<xs:include schemaLocation=\"\($0.location)\"/>" }.joined()
            let name = Self.escaped(namespace)
            let target = namespace.isEmpty ? "" : " targetNamespace=\"\(name)\""
            self.documents[location] = Self.schema(target, includes)
            let imported = namespace.isEmpty ? "" : " namespace=\"\(name)\""
            imports += "<xs:import\(imported) schemaLocation=\"\(location)\"/>"
        }
        self.documents[self.entry] = Self.schema(" targetNamespace=\"\(Self.place)\"", imports)
    }

    private static func schema(_ target: String, _ content: String) -> [UInt8] {
        Array("<xs:schema xmlns:xs=\"\(self.schemaNamespace)\"\(target)>\(content)</xs:schema>".utf8)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}

extension XMLSchemaSources {
    /// The local name of an element of XML Schema's own namespace.
    private static func schemaName(of node: xmlNodePtr) -> String? {
        guard node.pointee.type == XML_ELEMENT_NODE, let namespace = node.pointee.ns?.pointee.href,
            String(cString: namespace) == self.schemaNamespace, let name = node.pointee.name
        else { return nil }
        return String(cString: name)
    }

    private static func attribute(_ name: String, of element: xmlNodePtr?) -> String? {
        guard let element, let value = xmlGetNoNsProp(element, name) else { return nil }
        defer { clibxml2_free(value) }
        return String(cString: value)
    }

    private static func bytes(of tree: xmlDocPtr) -> [UInt8] {
        var text: UnsafeMutablePointer<UInt8>?
        var count: Int32 = 0
        xmlDocDumpMemoryEnc(tree, &text, &count, "UTF-8")
        guard let text else { return [] }
        defer { clibxml2_free(text) }
        return Array(UnsafeBufferPointer(start: text, count: Int(count)))
    }
}

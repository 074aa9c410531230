internal import CLibXML2
internal import Synchronization

/// The version of the libxml2 in use, such as "2.9.14": the one loaded, not the one compiled against.
package let xmlLibraryVersion: String = {
    guard let text = clibxml2_version() else { return "unknown" }
    let digits = String(cString: text).prefix { $0.isNumber }
    guard let number = Int(digits) else { return String(cString: text) }
    return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
}()

/// The state of libxml2 that all its users in the process share.
package enum XMLLibrary {
    private static let loads = Atomic<Int>(0)
    private static let schemas = Atomic<Int>(0)

    /// How often a document made libxml2 ask for another file.
    ///
    /// It got none; it should not have asked.
    package static var externalLoads: Int { self.loads.load(ordering: .relaxed) }

    /// How often a schema asked for a document that was not given with it.
    package static var refusedSchemas: Int { self.schemas.load(ordering: .relaxed) }

    static func countRefusedSchema() { self.schemas.add(1, ordering: .relaxed) }

    /// Takes away libxml2's way to files and networks, once.
    ///
    /// All that it still finds are the schemas that are being compiled, in memory.
    static let prepared: Void = {
        xmlInitParser()
        // Else the first schemas, on two threads at once, would both make the table of built-in types.
        xmlSchemaInitTypes()
        xmlSetExternalEntityLoader { location, _, context in
            if let location, let input = XMLSchemaShelf.input(String(cString: location), for: context) { return input }
            XMLLibrary.loads.add(1, ordering: .relaxed)
            return nil
        }
    }()

    /// No network and no messages on stderr; the document is UTF-8 by now, whatever it declares.
    ///
    /// Never NOENT, DTDLOAD, DTDATTR, DTDVALID, XINCLUDE, HUGE or RECOVER.
    static var options: Int32 {
        Int32(
            XML_PARSE_NONET.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NOERROR.rawValue
                | XML_PARSE_IGNORE_ENC.rawValue
        )
    }
}

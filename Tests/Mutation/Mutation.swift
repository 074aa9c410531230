/// One way to damage a document.
enum Mutation: CaseIterable {
    case flip, insert, delete, truncate, splice
    case repeatTag, repeatElement, repeatAttribute, dropAttribute
    case namespace, letterCase, documentType, entity, comment, charset, boolean
}

extension Mutation {
    /// What stands in a document, and what may stand there instead.
    struct Swap {
        let old: [UInt8]
        let new: [UInt8]

        init(_ old: String, _ new: String) {
            self.old = Array(old.utf8)
            self.new = Array(new.utf8)
        }
    }

    static let namespaces = [
        Swap("schemas.xmlsoap.org/soap/envelope/", "www.w3.org/2003/05/soap-envelope"),
        Swap("www.w3.org/2003/05/soap-envelope", "schemas.xmlsoap.org/soap/envelope/"),
        Swap("2025_2", "2025_1"), Swap("xmlns:", "xmlns"), Swap("xmlns:", "xml:"), Swap("urn:", "urn"),
        Swap("platform", "Platform"), Swap("<m:", "<c:"), Swap("<c:", "<m:"), Swap("<s:", "<e:"), Swap("<m:", "<"),
        Swap("://", ":/"), Swap("\"urn:", "\" urn:"), Swap("xsi:", ""), Swap("=\"http", "=\"HTTP"),
    ]

    static let booleans =
        ["\"true\"", "\"1\"", "\"TRUE\"", "\" true \"", "\"false\"", "\"0\"", "\"\"", "\"perhaps\"", "\"true false\""]
        .flatMap { new in [Swap("\"true\"", new), Swap("\"false\"", new), Swap("\"1\"", new)] }

    static let documentTypes = [
        "<!DOCTYPE a>", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
        "<!DOCTYPE a [<!ENTITY e \"true\"><!ATTLIST a isSuccess CDATA \"true\">]>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/hostname\">%p;]>", "<?xml-stylesheet href=\"file:///x\"?>",
    ].map { Array($0.utf8) }

    static let entities = ["&e;", "&amp;", "&#0;", "&#60;", "&#x110000;", "&", "&lt", "%p;", "]]>", "<![CDATA["].map {
        Array($0.utf8)
    }

    static let comments = ["<!---->", "<!-- > -->", "<!--", "-->", "<![CDATA[]]>", "<?a?>"].map { Array($0.utf8) }

    static let charsets = [
        "UTF-7", "UTF-16", "UTF-16LE", "ISO-8859-1", "utf-8", "EBCDIC-CP-US", "UCS-4", "US-ASCII", "windows-1252",
    ].map { Array("<?xml version=\"1.0\" encoding=\"\($0)\"?>".utf8) }
}

extension SAPSchema {
    /// The types that the schemas share: a code is never empty, a text may be.
    static let types =
        [1, 2, 3, 4, 10, 16, 30, 35, 40].map {
            Self.type("Code\($0)", "minLength value='1'", "maxLength value='\($0)'")
        }
        .joined()
        + [18, 25, 40, 50].map { Self.type("Text\($0)", "maxLength value='\($0)'") }.joined()
        + [3, 6, 8, 10].map { Self.type("Number\($0)", "pattern value='[0-9]{\($0)}'") }.joined()
        + Self.type("Flag", "pattern value='[IUDX]'") + Self.type("Currency", "pattern value='[A-Z]{3}'")
        + Self.type("Amount", "pattern value='-?[0-9]{1,15}(\\.[0-9]{1,4})?'")
        + Self.type("Quantity", "pattern value='-?[0-9]{1,12}(\\.[0-9]{1,3})?'")
        + Self.type("SignedBehind", "pattern value='[0-9]{1,15}(\\.[0-9]{1,4})?-?'")

    private static func type(_ name: String, _ facets: String...) -> String {
        let facets = facets.map { "<xs:\($0)/>" }.joined()
        return
            "<xs:simpleType name='\(name)'><xs:restriction base='xs:string'>\(facets)</xs:restriction></xs:simpleType>\n"
    }

    static func field(_ name: String, _ type: String, optional: Bool = false) -> String {
        "<xs:element name='\(name)' type='\(type)'\(optional ? " minOccurs='0'" : "")/>"
    }

    static func structure(_ name: String, optional: Bool = false, _ content: String) -> String {
        "<xs:element name='\(name)'\(optional ? " minOccurs='0'" : "")><xs:complexType><xs:sequence>\(content)"
            + "</xs:sequence></xs:complexType></xs:element>"
    }

    static func table(_ name: String, optional: Bool = false, _ content: String) -> String {
        let rows =
            "<xs:element name='item' maxOccurs='999'><xs:complexType><xs:sequence>\(content)</xs:sequence>"
            + "</xs:complexType></xs:element>"
        return self.structure(name, optional: optional, rows)
    }

    static func segment(_ name: String, _ content: String) -> String {
        "<xs:element name='\(name)'><xs:complexType><xs:sequence>\(content)</xs:sequence>"
            + "<xs:attribute name='SEGMENT' fixed='1' use='required'/></xs:complexType></xs:element>"
    }
}

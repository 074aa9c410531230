/// The value of an `xsd:boolean`: true, false, 1 or 0 between white space; anything else is unknown.
package func xmlBoolean(_ text: String) -> Bool? {
    switch text.xmlTrimmed {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
}

extension String {
    /// Without XML's four kinds of white space at either end; other Unicode spaces are content.
    package var xmlTrimmed: String {
        let scalars = self.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isXMLSpace }),
            let last = scalars.lastIndex(where: { !$0.isXMLSpace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Whether it may be the local part of a name: an NCName.
    var isXMLName: Bool {
        guard let first = self.unicodeScalars.first, first.startsXMLName else { return false }
        return self.unicodeScalars.allSatisfy(\.continuesXMLName)
    }
}

extension Unicode.Scalar {
    var isXMLSpace: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" }

    /// Whether XML 1.0 allows it in a document at all, escaped or not.
    var isXMLCharacter: Bool {
        switch self.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    fileprivate var startsXMLName: Bool {
        switch self.value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D: true
        case 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF: true
        case 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF: true
        default: false
        }
    }

    fileprivate var continuesXMLName: Bool {
        switch self.value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: self.startsXMLName
        }
    }
}

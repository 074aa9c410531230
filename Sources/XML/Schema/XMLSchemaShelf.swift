internal import CLibXML2
internal import Synchronization

/// Where libxml2 finds the documents of a schema while it compiles them, and nothing else.
///
/// Its way to other documents is one function for the whole process. So each compilation puts its documents
/// here under locations that no other one has, and takes them away when it is done.
enum XMLSchemaShelf {
    private struct State {
        var number = 0
        var documents: [String: [UInt8]] = [:]
    }

    private static let state = Mutex(State())

    /// The beginning of the locations of one compilation.
    static func newPlace() -> String {
        let number = self.state.withLock { state in
            state.number += 1
            return state.number
        }
        return "skald-schema:\(number)/"
    }

    static func put(_ documents: [String: [UInt8]]) {
        self.state.withLock { $0.documents.merge(documents) { _, new in new } }
    }

    static func remove(_ locations: some Collection<String>) {
        self.state.withLock { state in
            for location in locations { state.documents[location] = nil }
        }
    }

    /// The document at `location` as libxml2 reads it, a copy of its own; nothing when none was put there.
    static func input(_ location: String, for context: xmlParserCtxtPtr?) -> xmlParserInputPtr? {
        guard let bytes = self.state.withLock({ $0.documents[location] }) else { return nil }
        let buffer = bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return xmlParserInputBufferCreateMem(start, Int32(bytes.count), XML_CHAR_ENCODING_NONE)
        }
        guard let buffer else { return nil }
        guard let input = xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) else {
            xmlFreeParserInputBuffer(buffer)
            return nil
        }
        input.pointee.filename = xmlStrdup(location).map {
            UnsafePointer(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
        }
        return input
    }
}

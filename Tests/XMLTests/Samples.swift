import Testing

@testable import XML

func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return bigEndian ? [high, low] : [low, high]
    }
}

func read(_ text: String, limits: XMLLimits = .default) throws(XMLError) -> XMLElement {
    try XMLReader(limits: limits).read(text.utf8)
}

/// Why the document is refused; nothing when it is not.
func refusal(_ bytes: some Sequence<UInt8>, charset: String? = nil, limits: XMLLimits = .default) -> XMLError.Kind? {
    do throws(XMLError) {
        _ = try XMLReader(limits: limits).read(bytes, charset: charset)
        return nil
    } catch {
        return error.kind
    }
}

func refusal(_ text: String, limits: XMLLimits = .default) -> XMLError.Kind? {
    refusal(text.utf8, limits: limits)
}

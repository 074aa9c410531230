import Testing

@testable import XML

/// The same numbers for the same seed.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var z = self.state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

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

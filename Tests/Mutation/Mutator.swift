/// Makes damaged documents of good ones, the same for the same seed.
///
/// The damage is done to bytes, so that making a document costs little beside reading it.
package struct Mutator {
    private let corpus: [[UInt8]]
    /// What begins a part of a document.
    private let mark: Unicode.Scalar
    private var random: SplitMix64

    package init(_ corpus: [[UInt8]], mark: Unicode.Scalar = "<", seed: UInt64) {
        self.corpus = corpus
        self.mark = mark
        self.random = SplitMix64(seed: seed)
    }

    /// A document with one to four kinds of damage; one kind is the most usual.
    package mutating func next() -> [UInt8] {
        guard var bytes = self.corpus.randomElement(using: &self.random) else { return [] }
        self.damage(&bytes)
        while bytes.count < 16_384, self.number(3) == 0 { self.damage(&bytes) }
        return bytes
    }

    private mutating func damage(_ bytes: inout [UInt8]) {
        switch Mutation.allCases[self.number(Mutation.allCases.count)] {
        case .flip: self.flip(&bytes)
        case .insert: bytes.insert(self.byte(), at: self.number(bytes.count + 1))
        case .delete: bytes.removeSubrange(self.range(in: bytes, longest: 12))
        case .truncate: bytes.removeLast(self.number(bytes.count + 1))
        case .splice: self.splice(&bytes)
        case .repeatTag: self.repeatTag(&bytes)
        case .repeatElement: self.repeatElement(&bytes)
        case .repeatAttribute:
            self.attribute(&bytes) { bytes, range in bytes.insert(contentsOf: bytes[range], at: range.upperBound) }
        case .dropAttribute: self.attribute(&bytes) { bytes, range in bytes.removeSubrange(range) }
        case .namespace: self.swap(Mutation.namespaces, in: &bytes)
        case .letterCase: self.changeCase(&bytes)
        case .documentType: self.insert(Mutation.documentTypes, in: &bytes, at: self.place(of: self.mark, in: bytes))
        case .entity: self.insert(Mutation.entities, in: &bytes, at: self.number(bytes.count + 1))
        case .comment: self.insert(Mutation.comments, in: &bytes, at: self.number(bytes.count + 1))
        case .charset: self.changeCharset(&bytes)
        case .boolean: self.swap(Mutation.booleans, in: &bytes)
        }
    }

    private mutating func number(_ count: Int) -> Int {
        count <= 0 ? 0 : Int(truncatingIfNeeded: self.random.next() >> 1) % count
    }

    private mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: self.random.next()) }

    private mutating func range(in bytes: [UInt8], longest: Int) -> Range<Int> {
        let start = self.number(bytes.count)
        return start..<min(bytes.count, start + 1 + self.number(longest))
    }

    private mutating func flip(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        for _ in 0...self.number(3) {
            let position = self.number(bytes.count)
            bytes[position] = self.number(2) == 0 ? self.byte() : bytes[position] ^ (1 << UInt8(self.number(8)))
        }
    }

    /// The beginning of one document and the end of another, both cut before a tag most of the time.
    private mutating func splice(_ bytes: inout [UInt8]) {
        guard let other = self.corpus.randomElement(using: &self.random) else { return }
        let isClean = self.number(4) > 0
        let end = isClean ? self.place(of: self.mark, in: bytes) : self.number(bytes.count)
        let start = isClean ? self.place(of: self.mark, in: other) : self.number(other.count)
        bytes = Array(bytes[..<end]) + other[start...]
    }

    private mutating func repeatTag(_ bytes: inout [UInt8]) {
        let start = self.place(of: self.mark, in: bytes)
        let end = Self.find(UInt8(ascii: ">"), in: bytes, from: start)
        guard end < bytes.count else { return }
        let place = self.number(2) == 0 ? end + 1 : self.place(of: self.mark, in: bytes)
        bytes.insert(contentsOf: Array(bytes[start...end]), at: place)
    }

    /// An element, or what lies between two tags, twice.
    private mutating func repeatElement(_ bytes: inout [UInt8]) {
        let (first, second) = (self.place(of: self.mark, in: bytes), self.place(of: self.mark, in: bytes))
        let part = Array(bytes[min(first, second)..<max(first, second)])
        bytes.insert(
            contentsOf: part,
            at: self.number(2) == 0 ? max(first, second) : self.place(of: self.mark, in: bytes)
        )
    }

    private mutating func attribute(_ bytes: inout [UInt8], _ change: (inout [UInt8], Range<Int>) -> Void) {
        let equals = self.place(of: "=", in: bytes)
        guard equals + 1 < bytes.count else { return }
        let start = bytes[..<equals].lastIndex(of: 0x20) ?? 0
        let end = Self.find(bytes[equals + 1], in: bytes, from: equals + 2)
        guard end < bytes.count else { return }
        change(&bytes, start..<end + 1)
    }

    private mutating func changeCase(_ bytes: inout [UInt8]) {
        let start = self.number(bytes.count)
        let end = min(bytes.count, start + 1 + self.number(self.number(2) == 0 ? 1 : 30))
        for index in start..<end where (0x41...0x5A).contains(bytes[index] & 0xDF) { bytes[index] ^= 0x20 }
    }

    private mutating func insert(_ choices: [[UInt8]], in bytes: inout [UInt8], at place: Int) {
        bytes.insert(contentsOf: choices[self.number(choices.count)], at: place)
    }

    /// Another declaration, another byte order mark, or the document in UTF-16.
    private mutating func changeCharset(_ bytes: inout [UInt8]) {
        switch self.number(4) {
        case 0: bytes = [0xEF, 0xBB, 0xBF] + bytes
        case 1: bytes = [0xFF, 0xFE] + bytes.flatMap { [$0, 0] }
        default: self.insert(Mutation.charsets, in: &bytes, at: 0)
        }
    }

    private mutating func swap(_ swaps: [Mutation.Swap], in bytes: inout [UInt8]) {
        let swap = swaps[self.number(swaps.count)]
        let place = Self.find(swap.old, in: bytes, from: self.number(bytes.count))
        guard let place = place ?? Self.find(swap.old, in: bytes, from: 0) else { return }
        bytes.replaceSubrange(place..<place + swap.old.count, with: swap.new)
    }

    /// A random place where that character stands; the beginning when it stands nowhere.
    private mutating func place(of character: Unicode.Scalar, in bytes: [UInt8]) -> Int {
        let byte = UInt8(ascii: character)
        let place = Self.find(byte, in: bytes, from: self.number(bytes.count))
        return place < bytes.count ? place : Self.find(byte, in: bytes, from: 0) % max(1, bytes.count)
    }

    private static func find(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int {
        guard start < bytes.count else { return bytes.count }
        return bytes[start...].firstIndex(of: byte) ?? bytes.count
    }

    private static func find(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = part.first else { return nil }
        var place = Self.find(first, in: bytes, from: start)
        while place + part.count <= bytes.count {
            if bytes[place..<place + part.count] == part[...] { return place }
            place = Self.find(first, in: bytes, from: place + 1)
        }
        return nil
    }
}

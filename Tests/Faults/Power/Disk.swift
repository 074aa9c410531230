internal import Foundation

/// A disk with a cache: what was synced is there after a loss of power, of the rest some, all or nothing.
struct Disk {
    /// How much of what was not synced is there after all.
    enum Luck: CaseIterable { case none, all, some, torn }

    private enum Change {
        case write(offset: Int, bytes: Data)
        case truncate(size: Int)
    }

    private struct File {
        var durable: Data?
        var pending: [Change] = []
        /// Its name is gone, but the folder was not synced since.
        var isDeleted = false
    }

    private var names: [Int: String] = [:]
    private var files: [String: File] = [:]

    mutating func take(_ step: Recording.Step) {
        switch step {
        case .open(let file, let name):
            self.names[file] = name
            if self.files[name]?.isDeleted ?? true { self.files[name] = File() }
        case .write(let file, let offset, let bytes): self.change(file, .write(offset: offset, bytes: bytes))
        case .truncate(let file, let size): self.change(file, .truncate(size: size))
        case .sync(let file):
            guard let name = self.names[file], var state = self.files[name] else { return }
            // The first sync of a new file syncs its folder, too.
            if state.durable == nil { self.files = self.files.filter { !$0.value.isDeleted } }
            state.durable = Self.apply(state.pending, to: state.durable)
            state.pending = []
            self.files[name] = state
        case .delete(let name, let isSynced):
            self.files[name]?.isDeleted = true
            if isSynced { self.files[name] = nil }
        case .promise: break
        }
    }

    private mutating func change(_ file: Int, _ change: Change) {
        guard let name = self.names[file] else { return }
        self.files[name, default: File()].pending.append(change)
    }

    /// The files as they are found after the power comes back.
    func image(_ luck: Luck, _ dice: inout Dice) -> [String: Data] {
        var image: [String: Data] = [:]
        for (name, file) in self.files.sorted(by: { $0.key < $1.key }) {
            if file.isDeleted, luck == .all || (luck != .none && Bool.random(using: &dice)) { continue }
            let pending = Self.survivors(file.pending, luck, &dice)
            image[name] = file.durable == nil && pending.isEmpty ? nil : Self.apply(pending, to: file.durable)
        }
        return image
    }

    private static func survivors(_ pending: [Change], _ luck: Luck, _ dice: inout Dice) -> [Change] {
        switch luck {
        case .none: []
        case .all: pending
        case .some: pending.filter { _ in Bool.random(using: &dice) }
        case .torn: pending.filter { _ in Bool.random(using: &dice) }.flatMap { Self.torn($0, &dice) }
        }
    }

    /// Some of the sectors of 512 bytes.
    private static func torn(_ change: Change, _ dice: inout Dice) -> [Change] {
        guard case .write(let offset, let bytes) = change else { return [change] }
        var sectors: [Change] = []
        var begin = offset
        while begin < offset + bytes.count {
            let end = min(offset + bytes.count, (begin / 512 + 1) * 512)
            let part = bytes[(bytes.startIndex + begin - offset)..<(bytes.startIndex + end - offset)]
            if Bool.random(using: &dice) { sectors.append(.write(offset: begin, bytes: Data(part))) }
            begin = end
        }
        return sectors
    }

    private static func apply(_ changes: [Change], to durable: Data?) -> Data {
        changes.reduce(into: durable ?? Data()) { bytes, change in
            switch change {
            case .truncate(let size): bytes.resize(to: size)
            case .write(let offset, let new):
                bytes.resize(to: max(bytes.count, offset + new.count))
                bytes.replaceSubrange(offset..<(offset + new.count), with: new)
            }
        }
    }
}

extension Data {
    fileprivate mutating func resize(to size: Int) {
        if size < self.count { self = Data(self.prefix(size)) } else { self.append(Data(count: size - self.count)) }
    }
}

package import SagaModel

/// The clock by which sagas go: the wall clock as it was last believed, and since then the uptime.
///
/// Setting the wall clock therefore changes nothing by itself. It is noticed, the sagas are told by how much, and only
/// then does this clock follow it.
struct SteadyClock: Sendable {
    private let wall: @Sendable () -> Moment
    private let uptime: @Sendable () -> Uptime?
    private(set) var mark: ClockMark
    /// What the file says; `nil` before the first commit.
    private var stored: ClockMark?

    /// Less than this the wall clock may differ: it is kept by small steps, and read a moment later.
    static let tolerance = Span.seconds(10)
    /// How far what the file says was last seen may lag behind.
    private static let lag = Span.seconds(10)

    init(
        wall: @escaping @Sendable () -> Moment,
        uptime: @escaping @Sendable () -> Uptime?,
        stored: ClockMark?
    ) {
        self.wall = wall
        self.uptime = uptime
        self.stored = stored
        let now = wall()
        self.mark = stored ?? ClockMark(wall: now, uptime: uptime(), seen: now)
    }

    func now() -> Moment { self.mark.time(self.uptime()) ?? self.wall() }

    /// Believes the wall clock again, if it was set since it was last believed.
    mutating func follow() -> ClockChange? {
        let (wall, uptime) = (self.wall(), self.uptime())
        guard let change = self.mark.change(to: wall, uptime) else { return nil }
        self.mark = ClockMark(wall: wall, uptime: uptime, seen: wall)
        return change
    }

    /// What is to be written with a commit of this time; `nil` when the file says almost the same.
    mutating func see(_ now: Moment) -> ClockMark? {
        self.mark.seen = max(self.mark.seen, now)
        guard let stored, stored.isSameMark(as: self.mark), self.mark.seen - stored.seen < Self.lag else {
            return self.mark
        }
        return nil
    }

    mutating func hasWritten(_ mark: ClockMark) { self.stored = mark }
}

/// When the wall clock was last believed, and what the uptime was then.
package struct ClockMark: Equatable, Sendable {
    let wall: Moment
    /// `nil` where the computer does not say.
    let uptime: Uptime?
    /// The latest time that was written anywhere.
    var seen: Moment

    func isSameMark(as other: Self) -> Bool { self.wall == other.wall && self.uptime == other.uptime }

    /// What time it is by the uptime; `nil` when the computer was started again since.
    func time(_ uptime: Uptime?) -> Moment? {
        guard let before = self.uptime, let uptime, uptime.boot == before.boot,
            uptime.milliseconds >= before.milliseconds
        else { return nil }
        return self.wall + .milliseconds(uptime.milliseconds - before.milliseconds)
    }

    /// How the wall clock, which now says this, was set meanwhile; `nil` when nothing tells that it was.
    package func change(to wall: Moment, _ uptime: Uptime?) -> ClockChange? {
        if let time = self.time(uptime) {
            let by = wall - time
            let isSet = by > SteadyClock.tolerance || by < .zero - SteadyClock.tolerance
            return isSet ? ClockChange(by: by, isMeasured: true) : nil
        }
        let back = wall - self.seen
        if back < .zero - SteadyClock.tolerance { return ClockChange(by: back, isMeasured: false) }
        return uptime == self.uptime ? nil : ClockChange(by: .zero, isMeasured: false)
    }
}

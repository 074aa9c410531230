/// Nothing that touches another system.
package enum Neutral {}
/// Everything so far can be taken back.
package enum Reversible {}
/// The pivot is in here.
package enum Pivotal {}
/// After the pivot.
package enum Committed {}

/// A side of the pivot on which steps may change places.
///
/// The pivot itself stands alone.
package protocol Orderless {}
extension Reversible: Orderless {}
extension Committed: Orderless {}

/// Makes an element, and says on which side of the pivot it may stand.
package protocol Part {
    associatedtype Element: Sendable
    associatedtype Phase
    var element: Element { get }
}

/// Parts that were read so far, and the side of the pivot they stand on.
package struct Block<Element: Sendable, Phase> {
    package let elements: [Element]

    fileprivate func then<Next, Whole>(_ next: Block<Element, Next>) -> Block<Element, Whole> {
        Block<Element, Whole>(elements: self.elements + next.elements)
    }
}

/// Puts parts together if they make a saga: what can be undone, one pivot, what is retried.
///
/// The same algebra builds states from lines, groups from steps, and definitions from states.
@resultBuilder
package enum PartBuilder<Element: Sendable> {
    package typealias Of<Phase> = Block<Element, Phase>

    package static func buildExpression<P: Part>(_ part: P) -> Of<P.Phase> where P.Element == Element {
        Block(elements: [part.element])
    }

    package static func buildPartialBlock<P>(first: Of<P>) -> Of<P> { first }

    package static func buildPartialBlock(accumulated: Of<Neutral>, next: Of<Neutral>) -> Of<Neutral> {
        accumulated.then(next)
    }
    package static func buildPartialBlock<P>(accumulated: Of<Neutral>, next: Of<P>) -> Of<P> { accumulated.then(next) }
    package static func buildPartialBlock<P>(accumulated: Of<P>, next: Of<Neutral>) -> Of<P> { accumulated.then(next) }
    package static func buildPartialBlock(accumulated: Of<Reversible>, next: Of<Reversible>) -> Of<Reversible> {
        accumulated.then(next)
    }
    package static func buildPartialBlock(accumulated: Of<Reversible>, next: Of<Pivotal>) -> Of<Pivotal> {
        accumulated.then(next)
    }
    package static func buildPartialBlock(accumulated: Of<Pivotal>, next: Of<Committed>) -> Of<Pivotal> {
        accumulated.then(next)
    }
    package static func buildPartialBlock(accumulated: Of<Committed>, next: Of<Committed>) -> Of<Committed> {
        accumulated.then(next)
    }

    package static func buildFinalResult<P>(_ block: Of<P>) -> Of<P> { block }
}

// What follows exists for its sentences: the compiler prints them where the text of a definition is no saga.
extension PartBuilder {
    @available(
        *,
        unavailable,
        message: "A retriable step cannot come before the pivot: give it an undo and make it Compensatable."
    )
    package static func buildPartialBlock(accumulated: Of<Reversible>, next: Of<Committed>) -> Of<Reversible> {
        accumulated
    }

    @available(
        *,
        unavailable,
        message: "A compensatable step, or TurnBack, cannot follow the pivot: move it up, or make the step Retriable."
    )
    package static func buildPartialBlock(accumulated: Of<Pivotal>, next: Of<Reversible>) -> Of<Pivotal> { accumulated }

    @available(
        *,
        unavailable,
        message: "A compensatable step, or TurnBack, cannot follow a retriable one: move it before the pivot."
    )
    package static func buildPartialBlock(accumulated: Of<Committed>, next: Of<Reversible>) -> Of<Committed> {
        accumulated
    }

    @available(*, unavailable, message: "A saga has one pivot: a later correction is a saga of its own.")
    package static func buildPartialBlock(accumulated: Of<Pivotal>, next: Of<Pivotal>) -> Of<Pivotal> { accumulated }

    @available(
        *,
        unavailable,
        message: "A retriable step cannot come before the pivot: give it an undo and make it Compensatable."
    )
    package static func buildPartialBlock(accumulated: Of<Committed>, next: Of<Pivotal>) -> Of<Pivotal> { next }

    @available(*, unavailable, message: "A saga needs a pivot: the step after which it only moves forward.")
    package static func buildFinalResult(_ block: Of<Reversible>) -> Of<Pivotal> { Block(elements: block.elements) }

    @available(*, unavailable, message: "A saga needs a pivot before its first retriable step.")
    package static func buildFinalResult(_ block: Of<Committed>) -> Of<Pivotal> { Block(elements: block.elements) }

    @available(*, unavailable, message: "A saga needs a pivot: the step after which it only moves forward.")
    package static func buildFinalResult(_ block: Of<Neutral>) -> Of<Pivotal> { Block(elements: block.elements) }

    @available(*, unavailable, message: "An empty block does nothing: say what happens here, or take it out.")
    package static func buildBlock() -> Of<Neutral> { Block(elements: []) }
}

/// A reply that carries the number of a document in the other system, for people who look it up there.
package protocol Referencing {
    var reference: String? { get }
}

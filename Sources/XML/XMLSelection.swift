/// Which elements of a long document are wanted, whole; the rest is forgotten as it is read.
package enum XMLSelection: Equatable, Sendable {
    /// Every element of one of these names, wherever it is, unless it is inside another one.
    case named(Set<QName>)
    /// Every element at the end of one of these ways, which begin with the outermost element.
    case at(Set<[QName]>)

    func includes(_ name: QName, under outer: some Collection<QName>) -> Bool {
        switch self {
        case .named(let names):
            names.contains(name)
        case .at(let ways):
            ways.contains { $0.count == outer.count + 1 && $0.last == name && $0.dropLast().elementsEqual(outer) }
        }
    }
}

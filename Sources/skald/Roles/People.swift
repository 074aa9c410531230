internal import Documents
internal import SagaModel

/// Who may do what: `people: {ada: [finance, approver], ben: [operator]}`.
struct People: Sendable {
    /// `nil` where nobody is named: then everybody may do everything.
    let roles: [String: [RoleName]]?

    static let everybody = Self(roles: nil)

    /// The roles of somebody; every role where nobody is named.
    func roles(of who: String) -> [RoleName] {
        guard let roles else { return RoleName.known }
        return roles[who] ?? []
    }

    func words(of who: String) -> String {
        let own = self.roles(of: who)
        return own.isEmpty ? "no role" : own.map(\.rawValue).joined(separator: ", ")
    }

    /// - Throws: Who may do it instead.
    func check(_ deed: Deed, by who: String) throws(OperatorError) {
        try self.check(deed.rawValue, deed.roles, by: who)
    }

    /// Whoever approves in a role must have it.
    func check(_ role: RoleName, by who: String) throws(OperatorError) { try self.check("approve", [role], by: who) }

    private func check(_ what: String, _ wanted: [RoleName], by who: String) throws(OperatorError) {
        guard let roles else { return }
        let own = roles[who] ?? []
        guard !own.contains(where: wanted.contains) else { return }
        let able = roles.filter { $0.value.contains(where: wanted.contains) }.keys.sorted()
        let may = able.isEmpty ? "nobody" : able.joined(separator: ", ")
        let words = own.isEmpty ? "has no role" : "is \(own.map(\.rawValue).joined(separator: ", "))"
        throw OperatorError(
            .notAllowed,
            "\(who) may not \(what)",
            why: "\(who) \(words); it takes \(wanted.map(\.rawValue).joined(separator: " or ")): \(may)",
            next: able.first.map { "ask \($0), or give \(who) the role under people: in the configuration" }
                ?? "give somebody the role under people: in the configuration"
        )
    }
}

extension People {
    init(_ field: Field) throws(FileProblem) {
        var roles: [String: [RoleName]] = [:]
        for (name, value) in try field.entries() {
            var own: [RoleName] = []
            for item in value.isList ? try value.items() : [value] {
                let word = try item.text()
                let role = RoleName(rawValue: word)
                guard RoleName.known.contains(role) else {
                    let known = RoleName.known.map(\.rawValue)
                    let hint = known.nearest(to: word).map { "did you mean \($0)?" }
                    throw item.problem("unknown role; \(hint ?? "known are \(known.joined(separator: ", "))")")
                }
                own.append(role)
            }
            roles[name] = own
        }
        guard !roles.isEmpty else { throw field.problem("names nobody; leave it out to let everybody do everything") }
        self.roles = roles
    }
}

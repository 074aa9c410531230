internal import Adapters
internal import Documents
internal import FoundationEssentials
internal import SagaModel
internal import Yams

extension Field {
    /// What must not stand in the configuration itself.
    func secret() throws(FileProblem) -> Secret { Secret(try self.elsewhere()) }

    /// A name that may stand here or elsewhere.
    func identifier() throws(FileProblem) -> String {
        self.node.mapping == nil ? try self.text() : try self.elsewhere()
    }

    /// A secret stands elsewhere, so that the configuration can be shown and kept with the code.
    private func elsewhere() throws(FileProblem) -> String {
        guard self.node.mapping != nil else {
            throw self.problem(
                "a secret stands here in plain text; put it elsewhere and write {env: NAME} or {file: PATH}"
            )
        }
        let record = try self.record(["env", "file"])
        switch (record.fields["env"], record.fields["file"]) {
        case (let name?, nil): return try Self.fromEnvironment(name)
        case (nil, let path?): return try Self.fromFile(path)
        case (nil, nil), (_?, _?): throw self.problem("expected either {env: NAME} or {file: PATH}")
        }
    }

    private static func fromEnvironment(_ field: Field) throws(FileProblem) -> String {
        let name = try field.text()
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            throw field.problem("the environment has no \(name); export it")
        }
        return value
    }

    private static func fromFile(_ field: Field) throws(FileProblem) -> String {
        let path = try field.text()
        guard let bytes = FileManager.default.contents(atPath: path),
            let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first
        else { throw field.problem("\(path) cannot be read or is empty; expected the secret on its first line") }
        return String(line)
    }
}

package import SagaModel

/// Why the runtime refuses to go on.
///
/// Each case says what it means for what is on disk.
package enum RuntimeError: Error, Equatable, Sendable {
    /// Another engine has the file.
    ///
    /// Nothing was changed.
    case locked(path: String, pid: Int?)
    /// There is no such file, or it holds no sagas.
    case notFound(path: String)
    /// The file was written by a newer version, which applied these migrations.
    ///
    /// Nothing was changed.
    case newerFile(path: String, migrations: [String])
    /// SQLite cannot read the file: it is damaged, or no database.
    ///
    /// Nothing was changed.
    case damagedFile(path: String, why: String)
    /// There is no room for the next commit.
    ///
    /// Nothing of it was written; the engine sends nothing more until there is.
    case diskFull(path: String)
    /// The database and the head outside it disagree: commits were lost, or one of the two is another copy.
    ///
    /// Nothing was changed or sent.
    case headDiffers(HeadTrouble)
    /// It is not known whether the last commit is on disk.
    ///
    /// The engine has stopped: open the file again and look.
    case outcomeUnknown(String)
    /// The engine stopped earlier, for this reason.
    case stopped(String)
    /// `run` is under way already.
    case runningAlready
    case noSuchSaga(SagaID)
    /// No event came under this name: source and id.
    case noSuchEvent(String)
    /// No definition of this name and version is known to this program.
    case unknownWorkflow(WorkflowName, version: Int)
    /// The saga started with a definition that this program has in another form: it stands still.
    case otherDefinition(OtherDefinition)
    /// The definition decides otherwise than it did when this line was written: it was changed under a running saga.
    case replayDiffers(SagaID, seq: Int)
    /// A line of the history is not what was written: somebody or something changed the file.
    case chainBroken(SagaID, seq: Int)
}

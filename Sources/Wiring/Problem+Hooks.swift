import GitHooks
import StudyModel

extension Problem {
    /// What keeps git hooks from being put in place, or a commit from being made.
    package enum Hooks: Hashable, Sendable {
        /// Git looks for hooks where no files can be put.
        case unusableFolder(path: String, reason: String)
        /// Another program's hook stands where hone's was, and the one from before hone's is still kept.
        case covered(GitHook, path: String, kept: String)
        /// A person's commit on a branch of a run changes what the run may not change.
        case outsideScope(run: RunName, reason: String)
    }
}

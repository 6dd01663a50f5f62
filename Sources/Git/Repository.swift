import Clibgit2

/// A git repository: its objects, refs and notes, read and written without touching index, HEAD or working tree.
///
/// libgit2's calls block and its objects take one user at a time, so each repository runs on an executor of its
/// own. Parallel work opens a repository per worker. What leaves is a value, fully copied.
package actor Repository {
    /// Where it is, under which settings and in whose name.
    package nonisolated let context: GitContext
    /// Where objects and refs are read and written.
    let store: PackStore
    private nonisolated let executor: SerialQueueExecutor

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// How refs reach the disk.
    package enum Durability: Hashable, Sendable {
        /// The operating system writes them when it likes.
        case none
        /// A ref that is new is synced, so that no power cut leaves it empty; it moves as with `none`, from one block that is on the disk to another.
        case whole
        /// Each ref that moves is synced, with its folder, before the move returns.
        case durable
    }

    /// Opens the repository of a context.
    ///
    /// Throws `.unsupportedFormat` for what libgit2 cannot read. With `companion` both run on one executor, so that a task that
    /// goes back and forth between them never waits for a thread.
    package init(
        _ context: GitContext, durability: Durability = .none, lockRetry: LockRetry = .standard(),
        beside companion: Repository? = nil
    ) throws(GitError) {
        self.context = context
        store = try PackStore(context, durability: durability, lockRetry: lockRetry)
        executor = companion?.executor ?? SerialQueueExecutor()
    }

    /// The git directory of the checkout, with a slash at the end.
    package nonisolated var gitDirectory: String { context.gitDirectory }

    /// The git directory that all worktrees share, with a slash at the end.
    package nonisolated var commonDirectory: String { context.commonDirectory }

    /// The folder of the checkout, with a slash at the end, or nil for a bare repository.
    package nonisolated var workingDirectory: String? { context.workingDirectory }

    /// The repository in libgit2's hands, for what it only reads.
    var pointer: OpaquePointer { store.pointer }

    /// Whether history was cut off when it was cloned.
    package var isShallow: Bool { git_repository_is_shallow(pointer) == 1 }
}

import Clibgit2

/// A git repository: its objects, refs and notes, read and written without touching index, HEAD or working tree.
///
/// libgit2's calls block and its objects take one user at a time, so each repository runs on an executor of its
/// own. Parallel work opens a repository per worker. What leaves is a value, fully copied.
package actor Repository {
    /// Where it is, under which settings and in whose name.
    package nonisolated let context: GitContext
    /// Whether refs and the pack folder are synced to the disk.
    package nonisolated let durability: Durability

    let handle: Handle
    var staging: StagingArea
    private var packFolderChanges = FolderChanges()
    let lockRetry: LockRetry
    private nonisolated let executor: SerialQueueExecutor
    /// Made with the first ref that moves.
    var lockRecord: LockRecord?
    /// Made with the first pack.
    var keepMark: KeepMark?
    var packedReferences = PackedReferences()
    var notesFolders = FolderTrees()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// How refs reach the disk.
    package enum Durability: Hashable, Sendable {
        /// The operating system writes them when it likes.
        case none
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
        Library.start
        let handle = try Self.open(context, durability)
        staging = try StagingArea(context, in: handle.pointer)
        self.context = context
        self.handle = handle
        self.durability = durability
        self.lockRetry = lockRetry
        executor = companion?.executor ?? SerialQueueExecutor()
    }

    private static func open(_ context: GitContext, _ durability: Durability) throws(GitError) -> Handle {
        var raw: OpaquePointer?
        let path = context.gitDirectory
        do throws(GitError) {
            try check(git_repository_open(&raw, path), "open the repository at '\(path)'")
        } catch {
            throw try named(error, in: context)
        }
        let handle = Handle(raw, freedBy: git_repository_free)
        guard durability == .durable else { return handle }
        let repository = handle.pointer
        try Library.withSyncedRefs { () throws(GitError) in
            var refs: OpaquePointer?
            try check(git_repository_refdb(&refs, repository), "open the refs")
            _ = Handle(refs, freedBy: git_refdb_free)
        }
        return handle
    }

    /// libgit2 names the extension that it does not know; its value says more where it is no yes or no.
    private static func named(_ error: GitError, in context: GitContext) throws(GitError) -> GitError {
        guard case .unsupportedFormat(let name) = error.code,
            let value = try context.setting("extensions.\(name)")
        else { return error }
        let isSwitch = ["true", "yes", "on", "1", ""].contains(value.lowercased())
        return GitError(
            error.operation,
            .unsupportedFormat(isSwitch ? name : String(value.lowercased().prefix { $0 != ":" })),
            "libgit2 does not know the extension '\(name)'")
    }

    /// The git directory of the checkout, with a slash at the end.
    package nonisolated var gitDirectory: String { context.gitDirectory }

    /// The git directory that all worktrees share, with a slash at the end.
    package nonisolated var commonDirectory: String { context.commonDirectory }

    /// The folder of the checkout, with a slash at the end, or nil for a bare repository.
    package nonisolated var workingDirectory: String? { context.workingDirectory }

    var pointer: OpaquePointer { handle.pointer }

    /// Opens the objects anew once the packs have changed often.
    ///
    /// libgit2 takes up new packs and never lets go of those that were removed: its searches would get slower with
    /// every step, and each removed pack would hold a descriptor and what was unpacked of it. Nothing may be staged meanwhile.
    func renewObjects() throws(GitError) {
        packFolderChanges.look(at: packFolder)
        guard packFolderChanges.count > 16, staging.ids.isEmpty else { return }
        staging = try StagingArea(context, in: pointer, published: staging.published)
        packFolderChanges.count = 0
    }

    /// Whether history was cut off when it was cloned.
    package var isShallow: Bool { git_repository_is_shallow(pointer) == 1 }
}

/// Counts how often a folder was seen changed.
private struct FolderChanges {
    var count = 0
    private var last: Int64?

    mutating func look(at folder: String) {
        let now = SmallFile.modificationTime(folder)
        if now != last { count += 1 }
        last = now
    }
}

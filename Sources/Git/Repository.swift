import Clibgit2

/// A git repository: its objects, refs and notes, read and written without touching index, HEAD or working tree.
///
/// libgit2's calls block and its objects take one user at a time, so each repository runs on an executor of its
/// own. Parallel work opens a repository per worker. What leaves is a value, fully copied.
package actor Repository {
    /// The git directory of the checkout that was opened, with a slash at the end.
    package nonisolated let gitDirectory: String
    /// The git directory that all worktrees share, with a slash at the end.
    package nonisolated let commonDirectory: String
    /// The folder of the checkout, with a slash at the end, or nil for a bare repository.
    package nonisolated let workingDirectory: String?
    /// Whether refs and the pack folder are synced to the disk.
    package nonisolated let durability: Durability

    let handle: Handle
    var staging: StagingArea
    private var packFolderChanges = FolderChanges()
    let lockRetry: LockRetry
    private nonisolated let executor: SerialQueueExecutor
    /// Made with the first ref that moves.
    var lockRecord: LockRecord?
    /// Where the main worktree is, once it has been asked for: two looks at git's configuration.
    var knownMainWorktree: MainWorktree?
    /// Made with the first pack.
    var keepMark: KeepMark?
    var packedReferences = PackedReferences()
    var notesFolders = FolderTrees()
    /// The author that the configuration names, once it has been asked for.
    var configuredAuthor: Signature?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// How refs reach the disk.
    package enum Durability: Hashable, Sendable {
        /// The operating system writes them when it likes.
        case none
        /// Each ref that moves is synced, with its folder, before the move returns.
        case durable
    }

    /// Opens the repository at `path` or the nearest one above it.
    ///
    /// Throws `.unsupportedFormat` for what libgit2 would misread, `.notARepository` when there is none, and
    /// `.ownedByOther` for another user's. With `companion` both run on one executor, so that a task that goes back and
    /// forth between them never waits for a thread.
    package init(
        discovering path: String, durability: Durability = .none, lockRetry: LockRetry = .standard(),
        beside companion: Repository? = nil
    ) throws(GitError) {
        Library.start
        let found = try RepositoryLocation(discovering: path)
        try found.requireSupportedFormat()
        let handle = try Self.open(found.gitDirectory, durability)
        gitDirectory = String(cString: git_repository_path(handle.pointer))
        commonDirectory = String(cString: git_repository_commondir(handle.pointer))
        workingDirectory = git_repository_workdir(handle.pointer).map { String(cString: $0) }
        staging = try StagingArea(repository: handle.pointer)
        self.handle = handle
        self.durability = durability
        self.lockRetry = lockRetry
        executor = companion?.executor ?? SerialQueueExecutor()
    }

    private static func open(_ path: String, _ durability: Durability) throws(GitError) -> Handle {
        var raw: OpaquePointer?
        try check(git_repository_open(&raw, path), "open the repository at '\(path)'")
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

    var pointer: OpaquePointer { handle.pointer }

    /// Opens the objects anew once the packs have changed often.
    ///
    /// libgit2 takes up new packs and never lets go of those that were removed: its searches would get slower with
    /// every step, and each removed pack would hold a descriptor and what was unpacked of it. Nothing may be staged meanwhile.
    func renewObjects() throws(GitError) {
        packFolderChanges.look(at: packFolder)
        guard packFolderChanges.count > 16, staging.ids.isEmpty else { return }
        staging = try StagingArea(
            replacing: staging, in: pointer, objectsFolder: commonDirectory + "objects")
        packFolderChanges.count = 0
    }

    /// Whether the repository has no working tree.
    package var isBare: Bool { git_repository_is_bare(pointer) == 1 }

    /// Whether history was cut off when it was cloned.
    package var isShallow: Bool { git_repository_is_shallow(pointer) == 1 }
}

/// The folder of a repository's main worktree; nil where there is none.
struct MainWorktree {
    let folder: String?
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

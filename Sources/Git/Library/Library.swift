import Clibgit2
import Glibc
import Synchronization

/// State of libgit2 and of the C library that is the whole process's.
enum Library {
    /// Starts libgit2 once; every repository is opened behind it.
    static let start: Void = {
        shim_share_heap()
        git_libgit2_init()
        // A run reads each object once or twice. Left alone, libgit2 keeps 256 MB of objects and maps whole packs.
        _ = shim_set_cache_limit(0)
        _ = shim_set_pack_windows(128 << 10, 1 << 20)
        // As git does, it trusts zlib's checksums of what is in packs: hashing each object that is read took a tenth of a step.
        _ = shim_set_hash_verification(0)
        _ = shim_trust_all_owners()
        let names = extensions.map { UnsafePointer(strdup($0)) }
        names.withUnsafeBufferPointer { names in
            var names = Array(names)
            _ = shim_set_extensions(&names, names.count)
        }
        for name in names { free(UnsafeMutablePointer(mutating: name)) }
    }()

    /// Such repositories read like any other: what configurations of worktrees add is not needed here, git finds the worktrees, and of objects
    /// that must not go none does, for a pack is removed only once another has all of it.
    private static let extensions = ["worktreeconfig", "relativeworktrees", "preciousobjects"]

    private static let openingDurably = Mutex(())

    /// Runs `open` while refs databases that are opened sync each ref that they write.
    ///
    /// libgit2 reads this setting when it opens a refs database, for the whole process, so it is on for that
    /// moment alone.
    static func withSyncedRefs<Failure: Error>(_ open: () throws(Failure) -> Void) throws(Failure) {
        let result = openingDurably.withLock { _ in
            _ = shim_set_fsync_gitdir(1)
            defer { _ = shim_set_fsync_gitdir(0) }
            return Result(catching: open)
        }
        try result.get()
    }
}

/// Which libgit2 this process uses.
package enum LibraryVersion {
    /// Such as `1.5.1`; recorded with a run.
    package static var text: String {
        var (major, minor, revision) = (Int32(0), Int32(0), Int32(0))
        git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }
}

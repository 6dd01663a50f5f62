import Clibgit2

/// Which libgit2 this process uses.
package enum LibraryVersion {
    /// Such as `1.5.1`; recorded with a run.
    package static var text: String {
        var (major, minor, revision) = (Int32(0), Int32(0), Int32(0))
        git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }
}

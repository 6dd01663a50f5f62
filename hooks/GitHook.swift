/// A git hook that hone puts beside a user's own; the raw value is git's name for it.
package enum GitHook: String, CaseIterable, Hashable, Sendable {
    /// Refuses a person's commit on a hone branch that leaves the artifact scope.
    case preCommit = "pre-commit"
    /// Copies notes to the commits that an amend or a rebase makes.
    case postRewrite = "post-rewrite"
    /// Says when a branch goes out without its notes and its journal.
    case prePush = "pre-push"

    /// The whole file: a POSIX shell script that runs the hook that was there before, then does its own part.
    package var bytes: [UInt8] { PackageResources.chain_sh + part }

    /// Tells whether a file is a hook of hone's, of this version or of another.
    package static func isOurs(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "#!/bin/sh\n# hone: ".utf8) }

    private var part: [UInt8] {
        switch self {
        case .preCommit: PackageResources.pre_commit_sh
        case .postRewrite: PackageResources.post_rewrite_sh
        case .prePush: PackageResources.pre_push_sh
        }
    }
}

import GitHooks
import Listings
import StudyModel

/// Where git looks for a checkout's hooks, and which of hone's are there.
package struct HooksReport: Listing, Hashable {
    /// Absolute.
    package let folder: String
    package let reach: Reach
    package let hooks: [HookStatus]

    /// Whom the folder's hooks serve.
    package enum Reach: Hashable, Sendable {
        /// This repository, with all of its worktrees.
        case repository
        /// This checkout, and whoever gets the folder's files by git.
        case checkout
        /// Every repository whose `core.hooksPath` names the folder.
        case shared
    }

    package func write(to line: inout ObjectWriter) {
        line.put("folder", folder)
        line.list("hooks", hooks) { status, line in
            line.put("hook", status.hook.rawValue)
            line.put("found", "\(status.found)")
            line.put("keeps_another", status.keepsAnother)
        }
    }
}

/// What is to be found in a hook's place.
package struct HookStatus: Hashable, Sendable {
    package let hook: GitHook
    package let found: Found
    /// Whether a hook that was there before hone's is kept beside it.
    package let keepsAnother: Bool

    package enum Found: Hashable, Sendable {
        case nothing
        /// Hone's hook, as this version has it.
        case current
        /// Hone's hook of another version, or changed since.
        case outdated
        /// Somebody else's hook.
        case another
    }
}

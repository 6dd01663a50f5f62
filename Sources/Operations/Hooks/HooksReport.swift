/// Where git looks for a checkout's hooks, and which of hone's are there.
package struct HooksReport: Hashable, Sendable {
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
}

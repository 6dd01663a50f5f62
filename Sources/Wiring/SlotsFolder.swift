import StudyModel
import Text
import Workspaces

/// Where a repository's slots live: outside every checkout and git directory.
struct SlotsFolder {
    let path: String
    /// What all of the user's repositories share on this machine, wherever their slots are.
    let shared: String

    /// The study's `slots`, else `$XDG_CACHE_HOME/hone`, else `~/.cache/hone`; below it a folder for each repository.
    init(_ study: Study, workbench: Workbench) throws {
        let environment = workbench.surroundings.environment
        let cache =
            environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? (environment["HOME"] ?? "/tmp") + "/.cache"
        shared = cache + "/hone"
        let root =
            try study.slots.map { $0.hasPrefix("/") ? $0 : try workbench.checkout.top + "/" + $0 } ?? shared
        let identity = Digest(workbench.repository.commonDirectory.utf8).hexadecimal.prefix(16)
        path = root + "/" + identity
    }
}

import Git
import GitHooks
import Search
import StudyModel
import StudyStore
import Wiring

/// The git hooks that call hone.
package struct Hooks: Sendable {
    let store: StudyRepository
    let git: UserGit
    let checkout: Checkout

    private var repository: Repository { store.repository }

    /// Returns which of hone's hooks are in place.
    package func status() async throws -> HooksReport {
        try report(on: try await hooksFolder())
    }

    /// Puts hone's hooks beside the user's own, which are kept and run first. Does nothing where they are in place.
    ///
    /// - Parameter program: the path of the `hone` that they call.
    package func install(program: String) async throws -> HooksReport {
        let folder = try await hooksFolder()
        try folder.install(program: program)
        return try report(on: folder)
    }

    /// Takes hone's hooks away and puts back what was there before, byte for byte.
    package func uninstall() async throws -> HooksReport {
        let folder = try await hooksFolder()
        try folder.uninstall()
        return try report(on: folder)
    }

    /// Returns why a branch's run would not take up a commit with this tree; `nil` where it would.
    ///
    /// A branch whose run has no journal here is nobody's to guard.
    package func refusal(of tree: TreeID, on branch: String) async throws -> ErrorReport? {
        let parts = branch.split(separator: "/").map(String.init)
        guard parts.count == 3, parts[0] == "hone", let run = RunName(text: parts[1]),
            try await store.runs().contains(where: { $0.name == run })
        else { return nil }
        let journal = try await store.open(run, for: .reading)
        return try await journal.trees.violation(in: tree).map {
            Problem.Hooks.outsideScope(run: run, reason: $0.sentence).report
        }
    }

    /// Where git itself says that it looks: `core.hooksPath`, else the folder that all worktrees share.
    private func hooksFolder() async throws -> HooksFolder {
        let output = try await git.inFolder(checkout.top).run([
            "rev-parse", "--path-format=absolute", "--git-path", "hooks",
        ])
        let path = output.hasSuffix("\n") ? String(output.dropLast()) : output
        return HooksFolder(path, of: repository.context)
    }

    private func report(on folder: HooksFolder) throws -> HooksReport {
        let inside = folder.path + "/"
        let reach: HooksReport.Reach =
            inside.hasPrefix(repository.commonDirectory)
            ? .repository : inside.hasPrefix(try checkout.top + "/") ? .checkout : .shared
        return HooksReport(folder: folder.path, reach: reach, hooks: try folder.statuses())
    }
}

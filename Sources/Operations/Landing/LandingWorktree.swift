import FoundationEssentials
import Platform
import StudyModel
import Wiring

/// A worktree for the moment in which git itself makes a landing's commit.
///
/// libgit2 runs no hooks, signs nothing and knows no merge drivers; the user's git does, and their checkout is not touched by it.
struct LandingWorktree {
    /// What became of it.
    enum Made {
        case commit(CommitID)
        /// The branch and the candidate changed the same lines of these files.
        case conflict([String])
        /// The branch has all of it already.
        case nothing
    }

    let git: UserGit
    /// Where temporary folders are made.
    let temporary: String

    /// Merges a candidate into a branch's tip, or makes one commit of its whole difference.
    ///
    /// - Parameter message: is asked for the commit's message when the tree that it gets is known; what it throws keeps the commit from being made.
    func make(
        _ candidate: CommitID, onto tip: CommitID, as form: LandingForm,
        message: (TreeID) async throws -> String
    ) async throws -> Made {
        let folder = try HostFile.makeFolder(
            startingWith: temporary + "/hone-landing-")
        // The worktree's making is no checkout of the user's, so their post-checkout hook has no part in it.
        try await git.run(
            Self.withoutHooks + ["worktree", "add", "--quiet", "--detach", folder, tip.text])
        let result: Result<Made, any Error>
        do {
            result = .success(try await merge(candidate, onto: tip, as: form, message, in: folder))
        } catch {
            result = .failure(error)
        }
        try await git.run(["worktree", "remove", "--force", folder])
        return try result.get()
    }

    private static let withoutHooks = ["-c", "core.hooksPath=/dev/null"]

    private func merge(
        _ candidate: CommitID, onto tip: CommitID, as form: LandingForm,
        _ message: (TreeID) async throws -> String, in folder: String
    ) async throws -> Made {
        let here = git.inFolder(folder)
        do {
            // A merge is made once to see its tree, which runs no hook, and once for good.
            let probe = form == .merge ? Self.withoutHooks : []
            try await here.run(probe + ["merge", "--quiet", "--squash", candidate.text])
            guard let tree = TreeID(text: String(try await here.run(["write-tree"]).prefix { $0 != "\n" }))
            else {
                preconditionFailure("git names the tree that it wrote")
            }
            switch form {
            case .merge:
                let words = try await message(tree)
                try await here.run(["reset", "--quiet", "--hard"])
                try await here.run(["merge", "--quiet", "--no-ff", "-m", words, candidate.text])
            case .squash:
                let staged = try await here.run(["diff", "--cached", "--name-only"])
                guard !staged.isEmpty else { return .nothing }
                try await here.run(["commit", "--quiet", "-m", try await message(tree)])
            }
        } catch Problem.repository(.gitCommand(let words, let output)) {
            let paths = try await here.run(["diff", "--name-only", "-z", "--diff-filter=U"])
            guard paths.isEmpty else { return .conflict(paths.split(separator: "\0").map(String.init)) }
            throw Problem.landing(.refusedByGit(command: words[1], output: output))
        }
        let head = try await here.run(["rev-parse", "HEAD"]).prefix(40)
        guard let commit = CommitID(text: String(head)), commit != tip else { return .nothing }
        return .commit(commit)
    }
}

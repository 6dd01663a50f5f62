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

    /// What a merge would come to.
    enum Merged {
        case tree(TreeID)
        /// The branch and the candidate changed the same lines of these files.
        case conflict([String])
    }

    let git: UserGit
    /// Where temporary folders are made.
    let temporary: String

    /// Merges a candidate into a branch's tip to see what comes of it; makes no commit, and runs no hook.
    func merged(_ candidate: CommitID, onto tip: CommitID) async throws -> Merged {
        try await inWorktree(at: tip) { here in
            do {
                try await here.run(UserGit.withoutHooks + ["merge", "--quiet", "--squash", candidate.text])
            } catch Problem.repository(.gitCommand(let words, let output)) {
                return .conflict(try await conflicts(in: here, after: words, output))
            }
            let name = try await here.run(["write-tree"]).prefix { !$0.isNewline }
            guard let tree = TreeID(text: String(name)) else {
                preconditionFailure("git names the tree that it wrote")
            }
            return .tree(tree)
        }
    }

    /// Merges a candidate into a branch's tip, or makes one commit of its whole difference.
    func make(_ candidate: CommitID, onto tip: CommitID, as form: LandingForm, message: String) async throws
        -> Made
    {
        try await inWorktree(at: tip) { here in
            do {
                switch form {
                case .merge:
                    try await here.run(["merge", "--quiet", "--no-ff", "-m", message, candidate.text])
                case .squash:
                    try await here.run(["merge", "--quiet", "--squash", candidate.text])
                    let staged = try await here.run(["diff", "--cached", "--name-only"])
                    guard !staged.isEmpty else { return .nothing }
                    try await here.run(["commit", "--quiet", "-m", message])
                }
            } catch Problem.repository(.gitCommand(let words, let output)) {
                return .conflict(try await conflicts(in: here, after: words, output))
            }
            let head = try await here.run(["rev-parse", "HEAD"]).prefix { !$0.isNewline }
            guard let commit = CommitID(text: String(head)), commit != tip else { return .nothing }
            return .commit(commit)
        }
    }

    private func inWorktree<Result>(at tip: CommitID, _ body: (UserGit) async throws -> Result) async throws
        -> Result
    {
        try await tidy()
        let folder = try HostFile.makeFolder(
            startingWith: temporary + "/" + Self.prefix + ProcessMark.current.nameBegin)
        // The worktree's making is no checkout of the user's, so their post-checkout hook has no part in it.
        try await git.run(
            UserGit.withoutHooks + ["worktree", "add", "--quiet", "--detach", folder, tip.text])
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await body(git.inFolder(folder)))
        } catch {
            result = .failure(error)
        }
        try await git.run(["worktree", "remove", "--force", folder])
        return try result.get()
    }

    /// What the names of landings' folders begin with; the process that makes one follows.
    private static let prefix = "hone-landing-"

    /// Takes away the worktrees of landings that were killed: what git keeps of them, and their folders, of which either may be all that is left.
    private func tidy() async throws {
        let entries = git.commonDirectory + "worktrees"
        for name in try HostFile.names(in: entries) where isLeft(name) {
            let entry = entries + "/" + name
            let link = try HostFile.text(entry + "/gitdir")?.prefix { !$0.isNewline } ?? ""
            let folder = HostFile.folder(of: String(link))
            if folder.hasSuffix("/" + name) { try HostFile.remove(folder) }
            try HostFile.remove(entry)
        }
        for name in try HostFile.names(in: temporary) where isLeft(name) {
            let folder = temporary + "/" + name
            guard try HostFile.text(folder + "/.git")?.hasPrefix("gitdir: \(entries)/") == true else {
                continue
            }
            try HostFile.remove(folder)
        }
    }

    /// Whether a name is that of a landing's folder whose process has died.
    private func isLeft(_ name: String) -> Bool {
        guard name.hasPrefix(Self.prefix) else { return false }
        return ProcessMark(nameBegin: name.dropFirst(Self.prefix.count)).map { !$0.isAlive } ?? false
    }

    /// The files in which a command of git's met conflicts; throws where it failed for another reason.
    private func conflicts(in here: UserGit, after words: [String], _ output: String) async throws -> [String]
    {
        let paths = try await here.run(["diff", "--name-only", "-z", "--diff-filter=U"])
        guard paths.isEmpty else { return paths.split(separator: "\0").map(String.init) }
        let command = words.first { ["merge", "commit"].contains($0) } ?? words[1]
        throw Problem.landing(.refusedByGit(command: command, output: output))
    }
}

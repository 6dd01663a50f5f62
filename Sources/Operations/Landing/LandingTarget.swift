import Git
import StudyModel
import Wiring

/// A branch to land on.
struct LandingTarget: Sendable {
    /// The short name.
    let branch: String
    let tip: CommitID
    /// Where the branch is checked out; `nil` where no worktree has it.
    let worktree: String?

    var ref: String { "refs/heads/" + branch }
}

extension Workbench {
    /// Finds the branch to land on: the one that is checked out here where none is named.
    func landingTarget(named name: String?) async throws -> LandingTarget {
        let head: String? =
            if case .branch(let current, _) = try await repository.head() { current } else { nil }
        guard let branch = name.map({ $0.hasPrefix("refs/heads/") ? String($0.dropFirst(11)) : $0 }) ?? head
        else {
            throw Problem.landing(.detachedHead)
        }
        guard let tip = try await repository.reference("refs/heads/" + branch) else {
            throw Problem.landing(.unknownBranch(branch))
        }
        let places = try await repository.checkedOutBranches()
        return LandingTarget(
            branch: branch, tip: CommitID(tip),
            worktree: branch == head ? checkout : places["refs/heads/" + branch])
    }

    /// Throws where files that the landing changes have changes in the checkout that are not committed.
    func requireUntouched(_ target: LandingTarget, to result: CommitID) async throws {
        guard let worktree = target.worktree else { return }
        let git = userGit.inFolder(worktree)
        let changed = try await git.run(["diff", "--name-only", "-z", target.tip.text, result.text])
        let landed = Set(changed.split(separator: "\0"))
        // Renames are taken apart, so that each entry is a status and one path.
        let status = try await git.run([
            "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all",
        ])
        let paths = status.split(separator: "\0").map { $0.dropFirst(3) }.filter { landed.contains($0) }
        guard paths.isEmpty else {
            throw Problem.landing(.dirtyCheckout(branch: target.branch, paths: paths.map(String.init)))
        }
    }
}

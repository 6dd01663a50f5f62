import Evaluation
import Listings
import Platform
import StudyModel
import StudyStore
import Wiring

/// Checks candidates out for people to try, each as a worktree of the user's repository.
package struct CandidateCheckouts: Sendable {
    let workbench: Workbench
    let candidates: Candidates

    /// What a folder gets beside the candidate's files.
    package enum Extent: Hashable, Sendable {
        case filesAlone
        /// The build that it is judged with, and what that needs.
        case build
    }

    /// Makes a folder that holds a candidate, with no branch; the run is not changed, nor the user's checkout.
    ///
    /// It is built as it is before it is judged, in the sandbox, and what that leaves is copied. A candidate that does not build has its files all the same.
    /// No hook runs: where the hooks are the repository's own files, they would be the candidate's.
    ///
    /// - Parameter folder: made, with whatever is missing of it alone; throws `Problem.study(.folderNotEmpty)` where something lies there.
    package func make(_ text: String, at folder: String, with extent: Extent) async throws
        -> CheckedOutCandidate
    {
        let (view, step, candidate) = try await candidates.stepWithCandidate(text)
        let journal = try await candidates.runs.store.open(view.record.run, for: .reading)
        let path = try NewFolder.make(folder, in: workbench.surroundings.directory)
        // Forced, since a folder that somebody just removed is still known to git.
        try await git.run(
            UserGit.withoutHooks + [
                "worktree", "add", "--quiet", "--force", "--detach", path, candidate.text,
            ])
        do {
            let real = try HostFile.realPath(path)
            let subject = Subject(commit: candidate, tree: try await journal.tree(of: candidate))
            let built = extent == .build ? try await copyBuild(of: subject, in: journal, into: real) : nil
            let isClean = try await git.inFolder(real).run(["status", "--porcelain"]).isEmpty
            return CheckedOutCandidate(
                name: Naming.step(step.step, in: view), commit: candidate, folder: real,
                beside: built?.paths ?? [], failure: built?.failure, report: built?.report ?? "",
                command: view.record.study.examples == nil
                    ? view.record.study.evaluator.command.run.description : nil,
                removal: "git worktree remove \(isClean ? "" : "--force ")\(real.shellWord)")
        } catch {
            // Half of one is of no use, and the name would be taken. A task of its own: this one may be canceled.
            let git = git
            try await Task { _ = try await git.run(["worktree", "remove", "--force", path]) }.value
            throw error
        }
    }

    private func copyBuild(of subject: Subject, in journal: RunJournal, into folder: String) async throws
        -> CopiedBuild
    {
        try await RunAssembly(StudyPlan(journal), workbench: workbench).copyBuild(of: subject, into: folder)
    }

    private var git: UserGit { workbench.git }
}

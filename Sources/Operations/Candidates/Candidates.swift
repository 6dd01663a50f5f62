import Git
import Listings
import ObjectIDs
import StudyModel
import StudyStore
import Wiring

/// What people name: candidates, steps, commits and branches.
package struct Candidates: Sendable {
    let runs: Runs
    let repository: Repository

    /// Finds what a name stands for: `RUN:STEP`, `RUN:best`, `RUN:last`, `RUN:base`, a branch, any commit-ish, or what stands behind the colon alone, of the newest run.
    package func reference(_ text: String) async throws -> CandidateReference {
        if let (view, step) = try await namedStep(text) {
            guard let commit = step.candidate else {
                throw Problem.run(.noCandidate(text, outcome: step.outcome))
            }
            return CandidateReference(commit: commit, view: view, step: step)
        }
        guard let id = try await repository.resolve(text), let commit = CommitID(text: id.hex) else {
            throw Problem.run(.unknownCandidate(text))
        }
        let view = try await owner(of: commit)
        return CandidateReference(commit: commit, view: view, step: view?.step(of: commit))
    }

    /// Returns all that is known of a step; a step without a candidate has details too.
    package func details(of text: String) async throws -> CandidateDetails {
        let (view, step) = try await step(text)
        let reader = try await runs.reader(view.record.run.text)
        guard let details = try await reader.details(of: step, in: view) else {
            throw Problem.run(.unknownCandidate(text))
        }
        return details
    }

    /// Returns a raw file that the journal keeps of a step.
    package func recorded(_ path: String, of details: CandidateDetails) async throws -> Attachment {
        let journal = try await runs.store.open(details.view.record.run, for: .reading)
        guard let file = try await journal.attachment(path, of: details.step.step) else {
            let name = "\(details.view.record.run):\(details.step.step.number)"
            throw Problem.run(.nothingRecorded(file: path, step: name))
        }
        return file
    }

    /// Returns the unified diff from one commit to another.
    package func diff(from: CommitID, to: CommitID) async throws -> String {
        let old = try await repository.readCommit(ObjectID(from)).tree
        let new = try await repository.readCommit(ObjectID(to)).tree
        return try await repository.diffText(from: old, to: new)
    }

    /// Finds a step by its name or by its candidate.
    func step(_ text: String) async throws -> (RunView, StepSummary) {
        if let named = try await namedStep(text) { return named }
        let reference = try await reference(text)
        guard let view = reference.view, let step = reference.step else {
            throw Problem.run(.notInARun(text))
        }
        return (view, step)
    }

    /// Finds a step that made a candidate; throws where it made none.
    func stepWithCandidate(_ text: String) async throws -> (RunView, StepSummary, CommitID) {
        let (view, step) = try await step(text)
        guard let candidate = step.candidate else {
            throw Problem.run(.noCandidate(text, outcome: step.outcome))
        }
        return (view, step, candidate)
    }

    /// The run that a commit is a candidate of, the newest where there are several.
    func owner(of commit: CommitID) async throws -> RunView? {
        for status in try await runs.list().runs.reversed() where status.view.step(of: commit) != nil {
            return status.view
        }
        return nil
    }

    // MARK: - What a shell completes

    /// Returns the names of a run's candidates, the newest first, with those that move before them.
    package func names(of run: String) async throws -> [String] {
        let view = try await runs.view(run)
        let steps = view.steps.reversed().filter { $0.candidate != nil }
        return MovingName.allCases.map { "\(run):\($0)" } + steps.map { Naming.step($0.step, in: view) }
    }

    /// Returns the short names of the local branches.
    package func branchNames() async throws -> [String] {
        try await repository.references(prefix: "refs/heads/").map { RefNames.shortBranch($0.name) }
    }

    // MARK: - Names

    private func namedStep(_ text: String) async throws -> (RunView, StepSummary)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, RunName(text: parts[0]) != nil {
            let view = try await runs.view(parts[0])
            return (view, try step(parts[1], in: view, named: text))
        }
        // Alone it is of the newest run, unless git knows a ref or an object by it.
        guard Int(text).map({ $0 >= 0 }) ?? (MovingName(rawValue: text) != nil),
            try await !runs.store.runs().isEmpty, try await !isKnownToGit(text)
        else { return nil }
        let view = try await runs.view(nil)
        return (view, try step(text, in: view, named: text))
    }

    /// Fewer than four digits are never taken for an object's name.
    private func isKnownToGit(_ name: String) async throws -> Bool {
        guard name.utf8.count >= 4 else {
            return try await repository.reference("refs/heads/" + name) != nil
        }
        return try await repository.resolve(name) != nil
    }

    /// What stands for another step as the run goes on.
    private enum MovingName: String, CaseIterable {
        case best, last, base

        /// The step that it stands for now.
        func step(in view: RunView) -> StepSummary? {
            switch self {
            case .best: view.step(of: view.best)
            case .last: view.steps.last { $0.candidate != nil }
            case .base: view.step(of: view.record.base)
            }
        }
    }

    private func step(_ name: String, in view: RunView, named text: String) throws -> StepSummary {
        if let moving = MovingName(rawValue: name) {
            guard let step = moving.step(in: view) else { throw Problem.run(.unknownCandidate(text)) }
            return step
        }
        let parts = name.split(separator: "@").map(String.init)
        guard let number = parts.first.flatMap({ Int($0) }), number >= 0, parts.count <= 2 else {
            throw Problem.run(.unknownCandidate(text))
        }
        let writer = parts.count == 2 ? WriterID(text: parts[1]) : view.record.writer
        guard let writer, let step = view.step(StepID(number: number, writer: writer)) else {
            throw Problem.run(
                .unknownStep(number, run: view.record.run, last: view.steps.last?.step.number ?? 0))
        }
        return step
    }
}

/// What a name that a person gave stands for.
package struct CandidateReference: Sendable {
    package let commit: CommitID
    /// The run that it belongs to, and its step there; `nil` for any other commit.
    package let view: RunView?
    package let step: StepSummary?
}

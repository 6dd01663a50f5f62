import Git
import StudyModel
import StudyStore
import Wiring

/// Makes candidates of parts of others.
package struct Picks: Sendable {
    let candidates: Candidates
    let liveRuns: LiveRuns

    /// Returns what differs between a candidate and the base of its run, in pieces that can be taken one by one.
    package func patch(of text: String) async throws -> CandidatePatch {
        try await patch(of: text, contextLines: 3).patch
    }

    /// Makes a candidate of some pieces of another one, evaluates it, and returns its name; all the pieces are the other one itself.
    ///
    /// It starts a lineage of its own at the base: what is known of its score is what was measured of exactly this content. Throws
    /// `Problem.landing(.noScore)` where it has none; the candidate is recorded all the same.
    package func pick(_ names: [String], of text: String) async throws -> String {
        let (patch, candidate) = try await patch(of: text, contextLines: 3)
        var chosen: Set<CandidatePatch.Piece> = []
        for name in names {
            let found = patch.pieces(named: name)
            guard !found.isEmpty else {
                throw Problem.landing(.noSuchPiece(name, known: patch.pieces.map(\.name)))
            }
            chosen.formUnion(found)
        }
        guard chosen.count < patch.pieces.count else { return text }
        let pieces = patch.pieces.filter(chosen.contains)
        return try await record(pieces, of: patch, from: candidate, summary: "Pick of", maker: Person.picking)
            .name
    }

    /// A candidate with its run, as a part of it is taken.
    struct Whole: Sendable {
        let commit: CommitID
        let name: String
        let view: RunView
    }

    func patch(of text: String, contextLines: Int) async throws -> (patch: CandidatePatch, candidate: Whole) {
        let (view, step) = try await candidates.step(text)
        guard let commit = step.candidate else {
            throw Problem.run(.noCandidate(text, outcome: step.outcome))
        }
        let patch = try await CandidatePatch(
            from: view.record.base, to: commit, contextLines: contextLines, in: candidates.repository)
        guard !patch.pieces.isEmpty else { throw Problem.landing(.isBase(text, run: view.record.run)) }
        return (patch, Whole(commit: commit, name: Naming.step(step.step, in: view), view: view))
    }

    /// A candidate that pieces of another came to.
    struct Recorded {
        let name: String
        /// Why nobody should go on from it; `nil` where nothing is said against it.
        let doubt: String?

        init(_ step: StepSummary, in view: RunView) {
            name = Naming.step(step.step, in: view)
            doubt = Naming.doubt(of: step, in: view)
        }
    }

    /// Records pieces of a candidate as the first step of a lineage of its own, unless there is a candidate of that content already.
    func record(
        _ pieces: [CandidatePatch.Piece], of patch: CandidatePatch, from whole: Whole, summary: String,
        maker: String
    ) async throws -> Recorded {
        let run = whole.view.record.run
        let journal = try await candidates.runs.store.open(run, for: .appending)
        var proposal = Proposal(
            changes: patch.changes(of: pieces),
            summary: "\(summary) \(whole.name): \(pieces.count) of \(patch.pieces.count) pieces",
            rationale: pieces.map { "- " + $0.name }.joined(separator: "\n"))
        proposal.maker = maker
        if let known = try await known(proposal, in: journal) { return known }
        try await journal.fork(at: whole.view.record.base)
        let view = try await liveRuns.resume(run.text).take(proposal)
        guard let step = view.steps.last else { throw Problem.run(.unknownRun(run.text, existing: [])) }
        let recorded = Recorded(step, in: view)
        guard step.score != nil else {
            throw Problem.landing(.noScore(recorded.name, outcome: step.outcome, reason: step.reason))
        }
        return recorded
    }

    /// The candidate that has just this content already.
    private func known(_ proposal: Proposal, in journal: RunJournal) async throws -> Recorded? {
        let view = try await journal.currentView()
        let next = StepID(number: view.nextStep(of: journal.writer), writer: journal.writer)
        let draft = try await journal.draft(proposal, on: Parents(view.record.base), step: next, proposer: "")
        guard case .duplicate(let other) = draft, let step = view.step(of: other), step.step.number > 0 else {
            return nil
        }
        return Recorded(step, in: view)
    }
}

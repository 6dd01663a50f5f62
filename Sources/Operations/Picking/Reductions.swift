import Git
import Listings
import Search
import StudyModel
import StudyStore

/// Finds the part of a candidate that keeps its gain.
package struct Reductions: Sendable {
    let picks: Picks

    /// Finds the fewest pieces of a candidate that keep its gain, and records them as a candidate on a lineage of its own; throws `Problem`.
    ///
    /// Delta debugging over pieces without context lines, with the study's acceptance test. The parts that are tried are recorded nowhere;
    /// what is found is evaluated once more, as any step.
    package func reduce(
        _ text: String, observing observe: @escaping @Sendable (ReductionReport.Attempt) async -> Void
    ) async throws -> ReductionReport {
        let (patch, whole) = try await picks.patch(of: text, contextLines: 0)
        let live = try await picks.liveRuns.resume(whole.view.record.run.text)
        let tries = ReductionTries(live, patch: patch, whole: whole)
        let kept = try await tries.minimize(patch.pieces, observe)
        var reduced: Picks.Recorded?
        if kept.count < patch.pieces.count {
            reduced = try await picks.record(kept, of: patch, from: whole, summary: "Reduce", maker: "reduce")
        }
        return ReductionReport(
            candidate: whole.name, pieces: patch.pieces.count, kept: kept.map(\.name), reduced: reduced?.name,
            doubt: reduced?.doubt,
            commandRuns: await tries.commandRuns)
    }
}

/// Builds and measures parts of a candidate.
private actor ReductionTries {
    private let live: LiveRun
    private let patch: CandidatePatch
    private let whole: Picks.Whole
    private(set) var commandRuns = 0
    private var number = 0

    init(_ live: LiveRun, patch: CandidatePatch, whole: Picks.Whole) {
        self.live = live
        self.patch = patch
        self.whole = whole
    }

    func minimize(
        _ pieces: [CandidatePatch.Piece],
        _ observe: @escaping @Sendable (ReductionReport.Attempt) async -> Void
    ) async throws -> [CandidatePatch.Piece] {
        try await DeltaDebugging { part in
            let finding = try await self.finding(on: part)
            await observe(
                ReductionReport.Attempt(
                    pieces: part.map(\.name), score: finding?.score, keepsGain: finding?.keepsGain ?? false,
                    why: finding?.why ?? "it is no candidate"))
            return finding?.keepsGain ?? false
        }.minimize(pieces)
    }

    private struct Found: Sendable {
        let keepsGain: Bool
        let score: Double?
        let why: String
    }

    private func finding(on part: [CandidatePatch.Piece]) async throws -> Found? {
        guard let subject = try await subject(part) else { return nil }
        number += 1
        let finding = try await measure(subject, judgedBy: live.parts.patient)
        return finding
    }

    private func measure(_ subject: Subject, judgedBy evaluator: some Evaluator) async throws -> Found {
        let record = live.record
        let reduction = Reduction(
            record.study, evaluator: evaluator, base: Subject(commit: record.base, tree: record.baseTree),
            whole: Subject(commit: whole.commit, tree: try await live.journal.tree(of: whole.commit)),
            examples: live.parts.examples.filter { $0.split == .train })
        let finding = try await reduction.finding(on: subject, number: number)
        commandRuns += finding.commandRuns
        return Found(keepsGain: finding.keepsGain, score: finding.score, why: finding.why)
    }

    /// The part as a candidate that is recorded nowhere; `nil` where it is out of scope or nothing at all.
    private func subject(_ part: [CandidatePatch.Piece]) async throws -> Subject? {
        let step = StepID(number: whole.view.nextStep(of: live.journal.writer), writer: live.journal.writer)
        let proposal = Proposal(changes: patch.changes(of: part), summary: "A part of \(whole.name)")
        switch try await live.journal.draft(
            proposal, on: Parents(live.record.base), step: step, proposer: "reduce")
        {
        case .candidate(let commit, let tree): return Subject(commit: commit, tree: tree)
        case .duplicate(let other):
            return Subject(commit: other, tree: try await live.journal.tree(of: other))
        case .refused, .unchanged: return nil
        }
    }
}

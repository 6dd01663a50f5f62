import Listings
import Search
import StudyModel
import StudyStore
import Wiring

/// Candidates side by side, by the trials that are recorded of them.
package struct Comparisons: Sendable {
    let candidates: Candidates

    /// What is to happen where candidates were not judged alike.
    package enum Mismatch: Hashable, Sendable { case refuse, allow }

    /// Compares candidates with the first one, by the trials that are recorded; nothing is run.
    ///
    /// Throws `Problem.run(.notJudgedAlike)` where evaluators, objectives or examples differ, unless that is allowed.
    package func compare(
        _ first: String, with others: [String], mismatch: Mismatch
    ) async throws -> [CandidateComparison] {
        let reference = try await judged(first)
        var comparisons: [CandidateComparison] = []
        for text in others {
            let made = try compare(try await judged(text), with: reference)
            if let reason = made.mismatch, mismatch == .refuse {
                throw Problem.run(.notJudgedAlike(first, text, reason: reason))
            }
            comparisons.append(made)
        }
        return comparisons
    }

    /// A step with all that was measured in it.
    struct Judged: Sendable {
        let side: CandidateComparison.Side
        let record: StepRecord
    }

    func judged(_ text: String) async throws -> Judged {
        let (view, step) = try await candidates.step(text)
        return try await judged(step, in: view)
    }

    func judged(_ step: StepSummary, in view: RunView) async throws -> Judged {
        let journal = try await candidates.runs.store.open(view.record.run, for: .reading)
        guard let record = try await journal.record(of: step.step) else {
            throw Problem.run(.unknownCandidate(Naming.step(step.step, in: view)))
        }
        return Judged(side: .init(view: view, step: step), record: record)
    }

    func compare(_ candidate: Judged, with reference: Judged) throws -> CandidateComparison {
        let (mine, its, isPaired) = sitting(candidate, reference)
        let study = candidate.side.view.record.study
        return CandidateComparison(
            reference: reference.side, candidate: candidate.side, isPaired: isPaired,
            metrics: RecordedTrials(study).compare(mine, with: its, paired: isPaired),
            mismatch: mismatch(candidate.side.view.record, reference.side.view.record))
    }

    /// What was measured of both: in one sitting where one is the other's parent and was run beside it, else each in its own step.
    private func sitting(_ candidate: Judged, _ reference: Judged) -> (Evaluation, Evaluation, Bool) {
        let none = Evaluation(outcome: .invalid)
        let mine = candidate.record.evaluation ?? none
        let its = reference.record.evaluation ?? none
        if let beside = candidate.record.parentEvaluation, isParent(reference, of: candidate) {
            return (mine, beside, true)
        }
        if let beside = reference.record.parentEvaluation, isParent(candidate, of: reference) {
            return (beside, its, true)
        }
        return (mine, its, false)
    }

    private func isParent(_ parent: Judged, of child: Judged) -> Bool {
        let view = child.side.view
        return view.record.base == parent.side.view.record.base
            && view.step(of: child.record.parent)?.candidate == parent.record.candidate
            && parent.record.candidate != nil
    }

    private func mismatch(_ one: RunRecord, _ other: RunRecord) -> String? {
        if one.evaluator.parts["files"] != other.evaluator.parts["files"] {
            return "their evaluators' files differ"
        }
        if one.study.objective != other.study.objective { return "they go for different objectives" }
        if one.study.evaluator != other.study.evaluator { return "their evaluators are set up differently" }
        if one.study.examples != other.study.examples { return "they were run on different examples" }
        return nil
    }
}

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
    /// Throws `Problem.run(.notJudgedAlike)` where evaluators, objectives or examples differ, unless that is allowed, and `.sameCandidate` where two
    /// names are of one candidate of a run.
    package func compare(
        _ first: String, with others: [String], mismatch: Mismatch
    ) async throws -> [CandidateComparison] {
        let reference = try await judged(first)
        var comparisons: [CandidateComparison] = []
        for text in others {
            let candidate = try await judged(text)
            // Of two runs, one commit has two figures.
            if let commit = reference.record.candidate, candidate.record.candidate == commit,
                candidate.side.view.record.run == reference.side.view.record.run
            {
                throw Problem.run(.sameCandidate(first, text, commit))
            }
            let made = try compare(candidate, with: reference)
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
        /// What further runs of it came to, by which it is told in place of those that judged it; empty where there were none.
        let further: [RecordedEvaluation]
        /// Those of its run, where some of them go together.
        let examples: [Example]
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
        let isClustered = view.record.study.examples?.cluster != nil
        var further: [RecordedEvaluation] = []
        for id in step.candidate.map(view.stepsTelling) ?? [] {
            let evaluations = try await journal.record(of: id)?.evaluations ?? []
            further += evaluations.filter { $0.of == step.candidate && $0.source != .pooled }
        }
        return Judged(
            side: .init(view: view, step: step), record: record, further: further,
            examples: isClustered ? try await StudyPlan(journal).examples() : [])
    }

    func compare(_ candidate: Judged, with reference: Judged) throws -> CandidateComparison {
        let view = candidate.side.view
        let sittings = sittings(candidate, reference)
        let trials = RecordedTrials(view.record.study, examples: candidate.examples)
        let metrics = sittings.flatMap { sitting in
            trials.compare(
                sitting.candidate.evaluation, with: sitting.other.evaluation, on: sitting.split,
                as: sitting.source, reservation: reservation(candidate, reference, sitting))
        }
        let study = view.record.study
        return CandidateComparison(
            reference: reference.side, candidate: candidate.side,
            metrics: study.objectives.indices.reversed().reduce(metrics) { metrics, place in
                metrics.telling(known(candidate, reference, by: place), of: study, by: place)
            },
            mismatch: mismatch(candidate, reference, sittings))
    }

    /// What their run knows of the gain already, which is what is said of the two everywhere.
    private func known(_ candidate: Judged, _ reference: Judged, by place: Int) -> [KnownGain] {
        let view = candidate.side.view
        guard view.record.run == reference.side.view.record.run, let of = candidate.record.candidate,
            let over = reference.record.candidate
        else { return [] }
        return view.gains(of: of, over: over, by: place)
    }

    /// What was measured of two candidates on one split.
    private struct SplitSitting {
        let split: Split?
        let candidate: Measured
        let other: Measured
        /// How both were measured: in one sitting, each in its own step, or not at all.
        let source: RecordedGain.Source
        /// Those whose figures are of the step that judged them: a parent's runs beside a candidate are not those that accepted it.
        let own: [Judged]
    }

    /// What was measured of both by split, that which selects first.
    private func sittings(_ candidate: Judged, _ reference: Judged) -> [SplitSitting] {
        let study = candidate.side.view.record.study
        guard study.examples != nil else {
            return [sitting(candidate, reference, on: nil)].compactMap { $0 }
        }
        let splits: [Split] =
            study.search.select == .validation ? [.validation, .train] : [.train, .validation]
        return splits.compactMap { sitting(candidate, reference, on: $0) }
    }

    /// In one sitting where one is the other's parent and was run beside it, else each in its own step.
    private func sitting(_ candidate: Judged, _ reference: Judged, on split: Split?) -> SplitSitting? {
        guard let mine = candidate.record.measured(of: candidate.record.candidate, on: split),
            let its = reference.record.measured(of: reference.record.candidate, on: split)
        else { return nil }
        let isOfRuns = candidate.side.view.record.study.examples == nil
        if isParent(reference, of: candidate),
            let beside = candidate.record.beside(on: split)
        {
            return SplitSitting(
                split: split, candidate: mine, other: beside, source: .paired,
                own: isOfRuns ? [candidate] : [candidate, reference])
        }
        if isParent(candidate, of: reference), let beside = reference.record.beside(on: split) {
            return SplitSitting(
                split: split, candidate: beside, other: its, source: .paired,
                own: isOfRuns ? [reference] : [candidate, reference])
        }
        let isReported = candidate.side.step.isReported || reference.side.step.isReported
        let (further, itsFurther) = (candidate.further(on: split), reference.further(on: split))
        return SplitSitting(
            split: split, candidate: further ?? mine, other: itsFurther ?? its,
            source: isReported ? .reported : .stored,
            own: [(candidate, further), (reference, itsFurther)].filter { $1 == nil }.map(\.0))
    }

    /// Why the trials of a sitting can bear neither p nor interval, by what they decided in the runs of the two; the same for all metrics, which go together.
    private func reservation(_ one: Judged, _ other: Judged, _ sitting: SplitSitting) -> KnownGain
        .Reservation?
    {
        let reservations = [one, other].compactMap { side in
            let isOwn = sitting.own.contains { $0.side.step == side.side.step }
            return side.side.view.reservation(
                of: isOwn ? [side.side.step] : [], isBeside: sitting.source == .paired
            ) { sample in sitting.split.map { $0 == sample.split } ?? true }
        }
        return reservations.first { $0 != .notBeside } ?? reservations.first
    }

    private func isParent(_ parent: Judged, of child: Judged) -> Bool {
        let view = child.side.view
        return view.record.base == parent.side.view.record.base
            && view.step(of: child.record.parent)?.candidate == parent.record.candidate
            && parent.record.candidate != nil && parent.record.candidate != child.record.candidate
    }

    private func mismatch(_ one: Judged, _ other: Judged, _ sittings: [SplitSitting]) -> String? {
        let (study, its) = (one.side.view.record.study, other.side.view.record.study)
        if study.objectives != its.objectives { return "they go for different objectives" }
        if study.examples != its.examples { return "they were run on different examples" }
        return sittings.lazy.compactMap { evaluatorMismatch(one, other, $0) }.first
    }

    /// What is known to differ of the evaluators whose figures would stand side by side.
    private func evaluatorMismatch(_ one: Judged, _ other: Judged, _ sitting: SplitSitting) -> String? {
        let mine = one.side.view.evaluator(sitting.candidate.evaluator)
        let its = other.side.view.evaluator(sitting.other.evaluator)
        guard !mine.isAlike(its) else { return nil }
        let parts = mine.differingParts(from: its)
        return parts.isEmpty
            ? "their evaluators differ" : "their evaluators differ: \(parts.joined(separator: ", "))"
    }
}

/// What was measured of one candidate, and by which evaluator.
private struct Measured {
    let evaluation: Evaluation
    let evaluator: String
}

extension RunView {
    /// What is known of an evaluator of the run; its identity alone where that is all.
    fileprivate func evaluator(_ id: String) -> EvaluatorIdentity {
        evaluators.last { $0.id == id } ?? EvaluatorIdentity(id: id)
    }
}

extension Comparisons.Judged {
    /// All runs of the candidate apart from those that judged it, by one evaluator; `nil` where it was not run further on a split.
    fileprivate func further(on split: Split?) -> Measured? {
        let own = further.filter { split == nil || $0.sample.split == split }
        guard let last = own.last, own.allSatisfy({ $0.evaluator == last.evaluator }),
            let all = Evaluation(together: own.map(\.evaluation))
        else { return nil }
        return Measured(evaluation: all, evaluator: last.evaluator)
    }
}

extension StepRecord {
    /// All that was measured of a candidate in this step, on one split where the study has several.
    fileprivate func measured(of candidate: CommitID?, on split: Split?) -> Measured? {
        candidate.flatMap { evaluations.filter { split == nil || $0.sample.split == split }.measured(of: $0) }
    }

    /// The parent as it ran in the sittings of the candidate.
    fileprivate func beside(on split: Split?) -> Measured? {
        let sittings = Set(evaluations.filter { $0.of == candidate }.compactMap(\.sample.sitting))
        return evaluations.filter {
            $0.sample.sitting.map(sittings.contains) == true && (split == nil || $0.sample.split == split)
        }.measured(of: parent)
    }
}

extension [RecordedEvaluation] {
    fileprivate func measured(of candidate: CommitID) -> Measured? {
        guard let joined = joined(of: candidate), let first = figures(of: candidate).first else { return nil }
        return Measured(evaluation: joined, evaluator: first.evaluator)
    }
}

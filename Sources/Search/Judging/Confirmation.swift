import Statistics
import StudyModel

/// The winner against the base at the end of the loop.
///
/// The winner was picked for its luck as well as for its worth, so the figures that made it win do not count by themselves: `ClosingMethod` says what does.
/// Pairs, and examples that were kept apart, are run in one sitting, from clean slots. A run that goes on looks again at its end, and all its looks share
/// the error of one (`ClosingLooks`); what earlier looks measured of the same pair counts with it. Of several objectives a gain by each is told, and any
/// of them is a claim; so each is tested with its part of the error, as steps are.
struct Confirmation {
    let record: RunRecord
    let writer: WriterID
    let examples: StudyExamples
    let view: RunView
    let store: any RunStore

    private var study: Study { record.study }

    private var method: ClosingMethod { ClosingMethod(study, examples, in: view) }

    /// Which closing comparison of the run this is, from 1, whoever won.
    private var look: Int { view.closingLooks + 1 }

    /// The chance of a false claim that is left for this look, by each objective.
    private var tail: Double { ClosingPlan.tail(study, look: look) }

    /// How many pairs will be run, over all examples; `nil` where all is known already.
    var pairs: Int? { isRead ? nil : repeats * max(1, subset.examples.count) }

    /// Whether what the steps measured is all that there is to know.
    private var isRead: Bool { method == .maximum && study.evaluator.deterministic }

    private var source: RecordedGain.Source { method.source(in: study) }

    /// Enough repeats of every example to come to the pairs that the study asks for.
    private var repeats: Int {
        guard !study.evaluator.deterministic else { return 1 }
        let count = max(1, subset.examples.count)
        return max(1, (study.evaluator.measure.confirm + count - 1) / count)
    }

    /// The examples that both are run on.
    private var subset: (split: Split, examples: [Example]) {
        if method == .apart { return (.confirm, examples.confirm) }
        let split = study.closingSplit(examples)
        return (split, split == .validation ? examples.validation : examples.train)
    }

    /// What an earlier look found of a winner, where there is nothing new to be known of it since.
    func verdict(on winner: CommitID) -> ClosingComparison? {
        let earlier = earlier(of: winner)
        guard let last = earlier.last else { return nil }
        let isSettled =
            method == .maximum
            ? !view.steps.dropFirst(last.steps).contains { $0.score(on: subset.split) != nil }
            : study.evaluator.deterministic
        if isSettled { return last }
        // A claim that was made stands, all looks sharing one error rate; where a further one could not make it, nothing is run.
        return obstacle(to: winner) == nil ? nil : earlier.last(where: \.record.confirmed)
    }

    /// Why no claim can come of a comparison with this winner, whatever is measured: by the method, or since what is left of the error rate after earlier
    /// looks is less than its observations can come to.
    private func obstacle(to winner: CommitID) -> String? {
        method.obstacle
            ?? ClosingPlan.shortfall(
                ofEndOf: study, examples: examples.train + examples.validation + examples.confirm,
                look: look,
                before: method == .pairs
                    ? earlier(of: winner).count * study.evaluator.measure.confirm : 0)
    }

    /// Compares the winner with the base; `steps` tells one comparison of a run from a later one.
    func run(winner: Subject, after steps: Int, evaluator: PatientEvaluator) async throws -> CompareRecord {
        if isRead { return try await compareScored(winner.commit, after: steps) }
        let sitting = sitting(winner, after: steps)
        let name = "end.\(steps)"
        let evaluations = try await evaluator.evaluate(
            sitting, named: name, of: StepID(number: steps, writer: writer),
            proven: Set(sitting.candidates.map(\.commit)))
        if method == .maximum {
            return try await compareScored(winner.commit, after: steps, again: evaluations, named: name)
        }
        let looks = LooksTogether(try await earlierLooks(at: winner.commit) + [evaluations], study: study)
        let refutation = try await refutation(by: evaluations)
        let obstacle = refutation ?? obstacle(to: winner.commit)
        let gains = alone.compactMap { study in
            compare(looks, by: study, after: steps, obstacle).map {
                recorded(of: winner.commit, $0, in: study, sitting: name)
            }
        }
        return compared(
            gains, evaluations + (gains.isEmpty ? [] : looks.pooled(by: record.evaluator.id)), obstacle)
    }

    /// Compares all that the steps scored, without those that gave no score `again`.
    private func compareScored(
        _ winner: CommitID, after steps: Int, again: [RecordedEvaluation] = [], named name: String? = nil
    ) async throws -> CompareRecord {
        var gains: [RecordedGain] = []
        guard again.allSatisfy({ $0.evaluation.outcome == .scored }) else {
            return compared([], again, method.obstacle)
        }
        let obstacle = try await refutation(by: again) ?? obstacle(to: winner)
        for study in alone {
            let scored = try await ScoredCandidates(
                on: subset.split, of: examples, by: study, in: view, store: store, again: again)
            let found = scored?.comparison(
                of: winner, tail: tail, seed: seed(after: steps, "confirmation test"))
            gains +=
                found.map {
                    let told = obstacle == nil ? $0 : $0.withoutClaim
                    return [recorded(of: winner, told, in: study, sitting: name)]
                } ?? []
        }
        return compared(gains, again, obstacle)
    }

    /// Why nothing is exact of what is taken as deterministic: a candidate was measured twice, here, by a check or in another run of this clone, and came out otherwise.
    private func refutation(by evaluations: [RecordedEvaluation]) async throws -> String? {
        guard study.evaluator.deterministic else { return nil }
        let differs = evaluations.contains { evaluation in
            guard let step = view.step(of: evaluation.of), let split = evaluation.sample.wholeSplit else {
                return false
            }
            return study.objectives.enumerated().contains { place, objective in
                guard let new = evaluation.score(objective),
                    let known = place == 0
                        ? step.score(on: split) : step.figures(by: place).score(on: split)
                else { return false }
                return known.isAlike(new) && known.value != new.value
            }
        }
        let isRefuted = differs ? true : try await store.isReproducible(record.evaluator) == false
        return isRefuted ? Self.refutation : nil
    }

    private static let refutation =
        "the evaluator is taken as deterministic, and gave other values when it ran the same again"

    /// The study by each objective.
    private var alone: [Study] { study.objectives.map(study.alone) }

    private func compared(
        _ gains: [RecordedGain], _ evaluations: [RecordedEvaluation], _ obstacle: String?
    ) -> CompareRecord {
        CompareRecord(
            purpose: .confirmation, confirmed: obstacle == nil && gains.contains(where: \.isShown),
            obstacle: obstacle, evaluations: evaluations, gains: gains, recordedAt: 0)
    }

    private func recorded(
        of winner: CommitID, _ comparison: Comparison, in study: Study, sitting: String?
    ) -> RecordedGain {
        RecordedGain(
            comparison, of: winner, over: record.base, in: study, source: source, sitting: sitting,
            confidence: 1 - 2 * tail, looks: look)
    }

    /// The winner with the base over all looks; `nil` where one of them has no score.
    ///
    /// What selected the winner gives no interval and no p: both would say more than is so.
    private func compare(
        _ looks: LooksTogether, by study: Study, after steps: Int, _ obstacle: String?
    ) -> Comparison? {
        guard let sides = looks.sides, looks.areScored else { return nil }
        let seed = seed(after: steps, "confirmation test")
        let comparer = Comparer(study: study, clusters: examples.clusters, seed: seed)
        let comparison = comparer.compare(
            sides.candidate, with: sides.other, paired: true, interval: .twoSided(confidence: 1 - 2 * tail))
        return obstacle == nil ? comparison : comparison?.withoutClaim
    }

    // MARK: - Earlier looks

    /// The earlier comparisons of a winner with the base by the same method and evaluator.
    private func earlier(of winner: CommitID) -> [ClosingComparison] {
        view.closings.filter { closing in
            closing.record.evaluations.allSatisfy { $0.evaluator == record.evaluator.id }
                && closing.record.gains.contains {
                    $0.of == winner && $0.over == record.base && $0.source == source
                }
        }
    }

    /// What they measured, in one sitting each; without a claim to be made there is nothing to add up.
    private func earlierLooks(at winner: CommitID) async throws -> [[RecordedEvaluation]] {
        guard method.obstacle == nil, method != .maximum else { return [] }
        var looks: [[RecordedEvaluation]] = []
        for id in earlier(of: winner).compactMap(\.id) {
            let measured = try await store.evaluations(of: id).filter { $0.source != .pooled }
            if measured.map(\.of) == [record.base, winner] { looks.append(measured) }
        }
        return looks
    }

    private func sitting(_ winner: Subject, after steps: Int) -> Sitting {
        let seed =
            study.evaluator.deterministic
            ? Seeds.derive(study.seed, "trials") : seed(after: steps, "confirmation trials")
        return Sitting(
            candidates: [Subject(commit: record.base, tree: record.baseTree), winner], split: subset.split,
            examples: subset.examples, repeats: repeats, seed: seed, slots: .clean)
    }

    private func seed(after steps: Int, _ purpose: String) -> UInt64 {
        record.seed(for: StepID(number: steps, writer: writer), purpose: purpose)
    }
}

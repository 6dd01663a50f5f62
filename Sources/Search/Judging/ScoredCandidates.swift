import Statistics
import StudyModel

/// All candidates that a run scored on the same examples, beside the base.
///
/// The winner was picked by these very scores, so it is compared with the best that any of the others would have come to by chance. What is
/// read was measured in the steps; where runs differ, winner and base are given as they ran again beside each other. What drifted since the steps is then in the
/// others' gains alone, which makes chance larger and no gain.
struct ScoredCandidates {
    private let objective: Objective
    private let clusters: [String]?
    /// What the base has over all of them.
    private let reference: Double
    private let figures: Figures
    private let candidates: [CommitID]
    /// By candidate, whether all that it has and all that the base has is above zero, so that percent mean something.
    private let areRatios: [Bool]

    private enum Figures {
        /// By candidate, the gain over the base on each example, 0 where one of the two has no value; and what the base has there, its mean where it has no value.
        case gains([[Double]], over: [Double])
        /// The metric is no mean: the base's rows and then those of each candidate, which has the base's where it has none.
        case rows(AggregateRows)
    }

    /// Reads what was measured of every candidate on all of a split, by the objective of a study; `nil` where that is nothing of the base.
    init?(
        on split: Split, of examples: StudyExamples, by study: Study, in view: RunView, store: any RunStore,
        again: [RecordedEvaluation] = []
    ) async throws {
        let anew = { (candidate: CommitID) in Self.measured(of: candidate, in: again, study) }
        guard let baseline = view.baseline, baseline.score(on: split) != nil,
            let recorded = try await Self.measured(of: baseline, on: split, study, store)
        else { return nil }
        let base = anew(view.record.base) ?? recorded
        var seen: Set<CommitID> = [view.record.base]
        var candidates: [CommitID] = []
        var measured: [Measurements] = []
        for step in view.steps where step.score(on: split) != nil {
            guard let candidate = step.candidate, seen.insert(candidate).inserted,
                let own = try await Self.measured(of: step, on: split, study, store),
                own.evaluator == base.evaluator
            else { continue }
            candidates.append(candidate)
            measured.append((anew(candidate) ?? own).values)
        }
        let split = split == .validation ? examples.validation : examples.train
        let ids: [String]
        if let formula = study.objective.aggregate {
            guard
                let rows = AggregateRows(
                    formula, of: [base.values.trials] + measured.map(\.trials), isFilled: true),
                let value = rows.value(of: 0)
            else { return nil }
            (ids, figures, reference) = (rows.examples, .rows(rows), value)
            areRatios = candidates.indices.map { place in
                value > 0 && rows.value(of: place + 1).map { $0 > 0 } ?? false
            }
        } else {
            let statistic = study.evaluator.measure.statistic
            let others = base.values.values(byExample: statistic)
            let all = split.map(\.id)
            let gains = measured.map { own -> [Double] in
                let values = own.values(byExample: statistic)
                return all.map { id in
                    guard let value = values[id], let other = others[id] else { return 0 }
                    return study.objective.gain(of: value, over: other)
                }
            }
            let mean = Summaries.mean(all.compactMap { others[$0] }) ?? 0
            (ids, reference) = (all, mean)
            figures = .gains(gains, over: all.map { others[$0] ?? mean })
            let isPositive = others.values.allSatisfy { $0 > 0 }
            areRatios = measured.map { own in
                isPositive && own.values(byExample: statistic).values.allSatisfy { $0 > 0 }
            }
        }
        objective = study.objective
        clusters = PairedExamples.clusters(of: ids, examples.clusters)
        self.candidates = candidates
    }

    /// What one step measured of its own candidate, and by which evaluator.
    private static func measured(of step: StepSummary, on split: Split, _ study: Study, _ store: any RunStore)
        async throws -> (values: Measurements, evaluator: String)?
    {
        guard let record = try await store.record(of: step.step), let candidate = record.candidate else {
            return nil
        }
        return measured(of: candidate, in: record.evaluations.filter { $0.sample.split == split }, study)
    }

    private static func measured(of candidate: CommitID, in own: [RecordedEvaluation], _ study: Study)
        -> (values: Measurements, evaluator: String)?
    {
        guard let joined = own.joined(of: candidate), let first = own.first(where: { $0.of == candidate })
        else { return nil }
        return (Measurements(joined, objective: study.objective), first.evaluator)
    }

    /// The winner over the base, with its interval at a one-sided level of `tail`; `nil` where the winner is not among them, or one of the two has no value.
    func comparison(of winner: CommitID, tail: Double, seed: UInt64) -> Comparison? {
        guard let index = candidates.firstIndex(of: winner) else { return nil }
        var generator = SeededGenerator(seed: seed)
        let test: any FamilyTest =
            switch figures {
            case .gains(let gains, let base):
                MaximumTest(gains: gains, over: base, clusters: clusters, tail: tail, using: &generator)
            case .rows(let rows):
                MaximumSwapTest(
                    candidates: candidates.count, rows: rows.examples.count, clusters: clusters,
                    tail: tail, using: &generator, figure: rows.value, gain: objective.gain(over: rows))
            }
        guard let gain = test.estimate(of: index) else { return nil }
        let interval = test.interval(of: index, confidence: 1 - 2 * tail)
        var comparison = Comparison(
            test: "\(test.name), the best of all \(candidates.count) scored candidates taken out",
            gain: gain, low: interval?.lowerBound, high: interval?.upperBound,
            p: test.p(of: index), n: test.count,
            unit: clusters == nil ? .example : .cluster, reference: reference, isRatio: areRatios[index])
        guard interval != nil, objective.scale(of: comparison) == .percent else { return comparison }
        guard let share = test.share(of: index, confidence: 1 - 2 * tail) else {
            // The base's figure is not clear of zero: what is told in the metric's unit is bounded all the same.
            comparison.isRatio = false
            return comparison
        }
        // What is above zero can lose all of itself, and no more.
        let most = objective.direction == .minimize ? 1 : Double.infinity
        comparison.low = min(most, share.lowerBound) * reference
        comparison.high = min(most, share.upperBound) * reference
        return comparison
    }
}

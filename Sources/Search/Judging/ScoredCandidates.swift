import Statistics
import StudyModel

/// All candidates that a run scored on the same examples, beside the base.
///
/// The winner was picked by these very scores, so it is compared with the best that any of the others would have come to by chance. What is
/// read was measured in the steps: nothing is run for it.
struct ScoredCandidates {
    private let clusters: [String]?
    /// What the base has on average.
    private let reference: Double
    /// By candidate, the gain over the base on each example; 0 where one of the two has no value.
    private let gains: [[Double]]
    private let candidates: [CommitID]

    /// Reads what was measured of every candidate on all of a split; `nil` where that is nothing of the base.
    init?(on split: Split, of examples: StudyExamples, in view: RunView, store: any RunStore) async throws {
        let study = view.record.study
        let ids = (split == .validation ? examples.validation : examples.train).map(\.id)
        guard let baseline = view.baseline,
            let base = try await Self.scores(of: baseline, on: split, study, store)
        else { return nil }
        var seen: Set<CommitID> = [view.record.base]
        var candidates: [CommitID] = []
        var gains: [[Double]] = []
        for step in view.steps where step.score(on: split) != nil {
            guard let candidate = step.candidate, seen.insert(candidate).inserted,
                let own = try await Self.scores(of: step, on: split, study, store),
                own.evaluator == base.evaluator
            else { continue }
            candidates.append(candidate)
            gains.append(
                ids.map { id in
                    guard let value = own.values[id], let other = base.values[id] else { return 0 }
                    return study.objective.gain(of: value, over: other)
                })
        }
        clusters = PairedExamples.clusters(of: ids, examples.clusters)
        reference = Summaries.mean(ids.compactMap { base.values[$0] }) ?? 0
        (self.candidates, self.gains) = (candidates, gains)
    }

    /// What one step measured of its own candidate, by example, and by which evaluator.
    private static func scores(of step: StepSummary, on split: Split, _ study: Study, _ store: any RunStore)
        async throws -> (values: [String: Double], evaluator: String)?
    {
        guard let record = try await store.record(of: step.step), let candidate = record.candidate else {
            return nil
        }
        let own = record.evaluations.filter { $0.sample.split == split }
        guard let joined = own.joined(of: candidate), let first = own.first(where: { $0.of == candidate })
        else { return nil }
        let values = Measurements(joined, objective: study.objective)
        return (values.values(byExample: study.evaluator.measure.statistic), first.evaluator)
    }

    /// The winner over the base, and whether that bears a claim at a one-sided level of `tail`; `nil` where the winner is not among them.
    func comparison(of winner: CommitID, tail: Double, seed: UInt64) -> (Comparison, claims: Bool)? {
        guard let index = candidates.firstIndex(of: winner) else { return nil }
        var generator = SeededGenerator(seed: seed)
        let test = MaximumTest(gains: gains, clusters: clusters, using: &generator)
        let interval = test.interval(of: index, confidence: 1 - 2 * tail)
        let comparison = Comparison(
            test: "sign flips, the best of all \(candidates.count) scored candidates taken out",
            gain: test.estimate(of: index), low: interval?.lowerBound, high: interval?.upperBound,
            p: test.p(of: index), n: test.count,
            unit: clusters == nil ? .example : .cluster, reference: reference, isRatio: false)
        return (comparison, test.claims(index, tail: tail))
    }
}

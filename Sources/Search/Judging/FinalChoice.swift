import StudyModel

/// Which of several lineages won, at the end of a run over noisy runs: the heads that gained most and the base once more, in one interleaved sitting.
///
/// The figures by which heads lead were measured at several times, and each is the luckiest of many, so the largest of them is flattered most. What is chosen by one
/// sitting is then compared with the base in pairs that chose nothing.
package struct FinalChoice {
    /// Runs of the command for each of them.
    static let repeats = 8
    /// Heads at the most.
    private static let most = 4

    private let record: RunRecord
    private let view: RunView
    private let step: StepID
    /// The best so far, then the other heads by what they gained.
    private let heads: [CommitID]

    /// - Parameter budget: what the run may spend; a sitting that would exceed its trials is smaller, or does not come about.
    /// - Returns: `nil` where there is nothing to choose, or that has been done.
    init?(record: RunRecord, writer: WriterID, view: RunView, budget: Budget) {
        guard Self.isNeeded(by: record.study), !view.isChosen else { return nil }
        let living = Set(
            view.lineages.values.filter { $0.owner == writer && $0.ended == nil }.map(\.head)
        ).filter { !view.isRejected($0) }
        guard living.count > 1 else { return nil }
        let others = living.subtracting([view.best, record.base])
        let ranked = others.compactMap { head in view.step(of: head).map { (head: head, rank: view.rank($0)) }
        }
        .filter { $0.rank.gain.isFinite }.sorted { $0.rank < $1.rank }
        let left = budget.trials.map { ($0 - view.spent.trials) / Self.repeats - 1 }
        let best = view.best == record.base ? [] : [view.best]
        heads = Array(
            (best + ranked.map(\.head)).prefix(min(Self.most, max(0, left ?? Self.most))))
        guard heads.count > 1 else { return nil }
        self.record = record
        self.view = view
        step = StepID(number: view.spent.steps, writer: writer)
    }

    /// Runs of the command that it takes where as many lineages live as it looks at; none where it does not come about.
    package static func runs(of study: Study) -> Int {
        let isLikely = StrategyKind.makeStrategy(of: study).keepsSeveralLineages
        return isLikely && isNeeded(by: study) ? (most + 1) * repeats : 0
    }

    /// How many of a budget's trials are kept for it from the start: what it takes, and at most a quarter.
    package static func reserve(of trials: Int, for study: Study) -> Int {
        let places = min(runs(of: study), trials / 4) / repeats
        // The base and a single head choose nothing.
        return places > 2 ? places * repeats : 0
    }

    /// Whether figures of noisy runs alone would choose; a study may have the last candidate win whatever they are.
    private static func isNeeded(by study: Study) -> Bool {
        study.isOfNoisyRuns && study.search.select != .last
    }

    /// How many candidates are run beside the base.
    var count: Int { heads.count }

    /// Runs them; the one that gained most by the first objective wins, of equals one that is better by another and worse by none, and else the best so far;
    /// so it does where one of them has no score.
    func run(by evaluator: PatientEvaluator, in store: any RunStore) async throws -> CompareRecord {
        var subjects = [Subject(commit: record.base, tree: record.baseTree)]
        for head in heads { subjects.append(Subject(commit: head, tree: try await store.tree(of: head))) }
        let name = "choice.\(step.number)"
        let evaluations = try await evaluator.evaluate(
            Sitting(
                candidates: subjects, repeats: Self.repeats,
                seed: record.seed(for: step, purpose: "choice trials")),
            named: name, of: step, proven: Set(subjects.map(\.commit)))
        let gains = gains(evaluations, sitting: name)
        return CompareRecord(
            purpose: .choice, confirmed: false, winner: gains.first?.of ?? heads[0], evaluations: evaluations,
            gains: gains, recordedAt: 0)
    }

    /// What each gained over the base by every objective, the winner's before those of others, of which the larger by the first come first; none where one of
    /// them has nothing by an objective.
    private func gains(_ evaluations: [RecordedEvaluation], sitting: String) -> [RecordedGain] {
        guard evaluations.allSatisfy({ $0.evaluation.outcome == .scored }) else { return [] }
        let objectives = record.study.objectives
        let heads = evaluations.dropFirst().map { head in
            objectives.compactMap { objective in
                gain(of: head, over: evaluations[0], by: record.study.alone(with: objective), sitting)
            }
        }
        guard heads.allSatisfy({ $0.count == objectives.count }) else { return [] }
        let amounts = heads.map { $0.map(\.comparison.gain) }
        let winner = amounts.indices.dropFirst().reduce(0) { best, head in
            Objective.isBetter(by: zip(amounts[head], amounts[best]).map { $0 - $1 }) ? head : best
        }
        let rest = amounts.indices.filter { $0 != winner }
        let order = [winner] + rest.sorted { (-amounts[$0][0], $0) < (-amounts[$1][0], $1) }
        return order.flatMap { heads[$0] }
    }

    /// Without bounds: the largest of several is more than is there.
    private func gain(
        of head: RecordedEvaluation, over base: RecordedEvaluation, by study: Study, _ sitting: String
    ) -> RecordedGain? {
        Comparer(study: study, seed: record.seed(for: step, purpose: "choice test")).compare(
            head.evaluation, with: base.evaluation, paired: true, interval: .oneSided
        ).map { comparison in
            var gain = comparison
            (gain.low, gain.high, gain.p) = (nil, nil, nil)
            return RecordedGain(
                gain, of: head.of, over: record.base, in: study, source: .paired, sitting: sitting)
        }
    }
}

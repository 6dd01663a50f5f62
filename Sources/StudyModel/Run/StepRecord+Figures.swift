extension StepRecord {
    /// The name, among the splits, of a part of train.
    package static let minibatchSplit = "minibatch"

    /// How the candidate was compared with its parent.
    package var comparison: Comparison? {
        gains.first { $0.of == candidate && $0.over == parent }?.comparison
    }

    /// All that was measured of the candidate; figures and words are those of its first sitting.
    package var evaluation: Evaluation? { candidate.flatMap { evaluations.joined(of: $0) } }

    /// All that was measured of the parent; the figures are those that stand beside the candidate's.
    package var parentEvaluation: Evaluation? {
        let own = evaluations.filter { $0.of == parent && $0.of != candidate }
        guard let first = own.first else { return nil }
        let sample = measured.first?.sample.examples ?? first.sample.examples
        let beside = own.last { $0.sample.examples == sample && !$0.evaluation.metrics.isEmpty }
        return own.joined(led: beside ?? first)
    }

    /// The objective's value by split: `train` and `validation` where all of them was run, and `minibatch` where that is only a part of
    /// train; the score is then the minibatch's.
    package func splits(_ objective: Objective) -> [String: Double] {
        var splits: [String: Double] = [:]
        for evaluation in pooled + measured {
            guard let split = evaluation.sample.wholeSplit, splits[split.rawValue] == nil else { continue }
            splits[split.rawValue] = evaluation.evaluation.score(objective)
        }
        if let first = measured.first, !coversTrain(first) {
            splits[Self.minibatchSplit] = first.evaluation.score(objective)
        }
        return splits
    }

    private var own: [RecordedEvaluation] { evaluations.filter { $0.of == candidate } }

    private var measured: [RecordedEvaluation] { own.filter { $0.source != .pooled } }

    private var pooled: [RecordedEvaluation] { own.filter { $0.source == .pooled } }

    private func coversTrain(_ evaluation: RecordedEvaluation) -> Bool {
        evaluation.sample.wholeSplit == .train
            || pooled.contains { $0.sample.wholeSplit == .train && $0.parts == [evaluation.sample.sitting] }
    }
}

extension StepRecord {
    /// The gain over what decided, as a rule the parent; `nil` where there was none to be told.
    package var gain: RecordedGain? { gains.first { $0.of == candidate } }

    /// The same by another metric than the objective.
    func gain(in metric: String) -> RecordedGain? {
        gains.first { $0.of == candidate && $0.metric == metric }
    }

    /// How the candidate was compared with that.
    package var comparison: Comparison? { gain?.comparison }

    /// All that was measured of the candidate; figures and words are those of its first sitting.
    package var evaluation: Evaluation? { candidate.flatMap { evaluations.joined(of: $0) } }

    /// The same as far as an evaluator measured it.
    package func evaluation(by evaluator: EvaluatorIdentity) -> Evaluation? {
        candidate.flatMap { evaluations.filter { $0.evaluator == evaluator.id }.joined(of: $0) }
    }

    /// The same as far as the evaluator measured it that gave another step's figures.
    package func evaluation(alike other: StepRecord) -> Evaluation? {
        let judge = other.candidate.flatMap { other.evaluations.figures(of: $0).first?.evaluator }
        return judge.flatMap { evaluation(by: EvaluatorIdentity(id: $0)) }
    }

    /// All that was measured of the parent; the figures are those that stand beside the candidate's.
    package var parentEvaluation: Evaluation? {
        let own = evaluations.filter { $0.of == parent && $0.of != candidate }
        guard let first = own.first else { return nil }
        let sample = measured.first?.sample.examples ?? first.sample.examples
        let beside = own.last { $0.sample.examples == sample && !$0.evaluation.metrics.isEmpty }
        return own.joined(led: beside ?? first)
    }

    /// The objective's value on each sample that the candidate was measured on, in the order in which it was; what was put together from
    /// several comes last, and is reported where its parts are.
    package func scores(_ objective: Objective) -> [Score] {
        let pooled = own.filter { $0.source == .pooled }.compactMap { $0.score(objective) }
        let isReported = measured.contains { $0.source == .reported }
        return measured.compactMap { $0.score(objective) }
            + pooled.map { isReported ? Score($0.value, on: $0.sample, by: nil) : $0 }
    }

    private var own: [RecordedEvaluation] { candidate.map(evaluations.figures) ?? [] }

    private var measured: [RecordedEvaluation] { own.filter { $0.source != .pooled } }
}

import StudyModel

extension RunRecord {
    /// Says of what one sitting gave which candidate it is of, and what it was measured on; `all` is how many examples the split has.
    ///
    /// `attempts` are how it came about; one here unless told otherwise.
    /// Throws `SearchError.wrongEvaluationCount` where there are more or fewer evaluations than candidates.
    func evaluations(
        _ evaluations: [Evaluation], of sitting: Sitting, named name: String,
        attempts: [EvaluationAttempt]? = nil, all: Int
    ) throws(SearchError) -> [RecordedEvaluation] {
        guard evaluations.count == sitting.candidates.count else {
            throw .wrongEvaluationCount(asked: sitting.candidates.count, given: evaluations.count)
        }
        var sample = Sample(sitting, named: name, all: all)
        // A race tells only afterwards how many pairs it took.
        if sitting.race != nil { sample.repeats = evaluations.map(\.trials.count).max() ?? 0 }
        let attempts = attempts ?? [EvaluationAttempt(id: name + ".1", executor: "local")]
        return zip(sitting.candidates, evaluations).map { candidate, evaluation in
            RecordedEvaluation(
                of: candidate.commit, evaluator: evaluator.id, sample: sample, attempts: attempts,
                evaluation, rows: rows(of: evaluation))
        }
    }

    /// What each example has by every objective; a column that two formulas share is one.
    private func rows(of evaluation: Evaluation) -> [String: [String: Double]] {
        study.objectives.reduce(into: [:]) { rows, objective in
            let values = Measurements(evaluation, objective: objective)
            rows.merge(values.rows(study.evaluator.measure.statistic, of: objective)) { own, _ in own }
        }
    }
}

extension Sample {
    /// What a sitting measures on; `all` is how many examples its split has.
    init(_ sitting: Sitting, named name: String?, all: Int) {
        self.init(
            split: sitting.split, examples: ExampleSet(sitting.examples.map(\.id), of: all),
            repeats: sitting.repeats, sitting: name)
    }
}

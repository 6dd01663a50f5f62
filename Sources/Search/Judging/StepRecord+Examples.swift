import StudyModel

extension StepRecord {
    /// What the candidate has on each example of the split that the winner is selected by; empty where it did not run all of that.
    func selectionValues(in study: Study) -> [String: Double] {
        guard let candidate else { return [:] }
        let split = study.search.selectingSplit
        let evaluation = evaluations.figures(of: candidate).first { $0.sample.wholeSplit == split }
        return evaluation.map { recorded in
            Measurements(recorded.evaluation, objective: study.objective)
                .values(byExample: study.evaluator.measure.statistic)
        } ?? [:]
    }
}

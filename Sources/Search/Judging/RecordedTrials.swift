import StudyModel

/// Compares two candidates by trials that are recorded, metric by metric: the objective first, the others by name.
package struct RecordedTrials: Sendable {
    private let study: Study

    package init(_ study: Study) { self.study = study }

    /// Returns the comparison of a candidate with another, for every metric that both have.
    ///
    /// `paired` tells whether equal repetitions ran beside each other, in one sitting.
    package func compare(
        _ candidate: Evaluation, with other: Evaluation, paired: Bool
    ) -> [MetricComparison] {
        let objective = study.objective.metric
        let names = Set(candidate.metrics.keys).intersection(other.metrics.keys)
        let ordered = (names.contains(objective) ? [objective] : []) + names.subtracting([objective]).sorted()
        return ordered.compactMap { compare($0, candidate, other, paired: paired) }
    }

    private func compare(
        _ metric: String, _ candidate: Evaluation, _ other: Evaluation, paired: Bool
    ) -> MetricComparison? {
        guard let value = candidate.metrics[metric]?.value, let reference = other.metrics[metric]?.value
        else { return nil }
        let direction =
            metric == study.objective.metric
            ? study.objective.direction
            : candidate.metrics[metric]?.direction ?? other.metrics[metric]?.direction
        var study = study
        study.objective = Objective(metric: metric, direction: direction ?? .maximize)
        let seed = Seeds.derive(study.seed, "compare", metric)
        let comparison = Comparer(study: study, seed: seed).compare(
            candidate, with: other, paired: paired,
            interval: .twoSided(confidence: study.search.accept.confidence))
        return MetricComparison(
            metric: metric, direction: direction, value: value, other: reference, comparison: comparison,
            examples: examples(candidate, other, study))
    }

    private func examples(_ candidate: Evaluation, _ other: Evaluation, _ study: Study) -> [ExampleRow] {
        let statistic = study.evaluator.measure.statistic
        let mine = Measurements(candidate, objective: study.objective)
        let values = mine.values(byExample: statistic)
        let others = Measurements(other, objective: study.objective).values(byExample: statistic)
        return mine.examples.compactMap { example in
            guard let value = values[example], let other = others[example] else { return nil }
            return ExampleRow(
                example: example, value: value, other: other,
                gain: study.objective.gain(of: value, over: other))
        }
    }
}

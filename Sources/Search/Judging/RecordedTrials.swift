import StudyModel

/// Compares two candidates by trials that are recorded, metric by metric: the objective first, the others by name.
package struct RecordedTrials: Sendable {
    private let study: Study
    private let clusters: [String: String]

    /// - Parameter examples: the study's, of every split.
    package init(_ study: Study, examples: [Example]) {
        self.study = study
        clusters = examples.clusters
    }

    /// Returns the comparison of a candidate with another on one split, for every metric that both have; empty where they ran no example of
    /// it in common.
    ///
    /// `paired` tells whether equal repetitions ran beside each other, in one sitting.
    package func compare(
        _ candidate: Evaluation, with other: Evaluation, on split: Split?, paired: Bool
    ) -> [MetricComparison] {
        let objective = study.objective.metric
        let names = Set(candidate.metrics.keys).intersection(other.metrics.keys)
        let ordered = (names.contains(objective) ? [objective] : []) + names.subtracting([objective]).sorted()
        return ordered.compactMap { compare($0, candidate, other, on: split, paired: paired) }
    }

    private func compare(
        _ metric: String, _ candidate: Evaluation, _ other: Evaluation, on split: Split?, paired: Bool
    ) -> MetricComparison? {
        let direction =
            metric == study.objective.metric
            ? study.objective.direction
            : candidate.metrics[metric]?.direction ?? other.metrics[metric]?.direction
        var study = study
        if metric != study.objective.metric {
            study.objective = Objective(metric: metric, direction: direction ?? .maximize)
        }
        guard let (value, reference) = values(candidate, other, study) else { return nil }
        let seed = Seeds.derive(study.seed, "compare", metric)
        let comparison = Comparer(study: study, clusters: clusters, seed: seed).compare(
            candidate, with: other, paired: paired,
            interval: .twoSided(confidence: study.search.accept.confidence))
        let gain = comparison.map {
            KnownGain(
                $0, source: paired ? .paired : .stored, confidence: study.search.accept.confidence, on: nil,
                value: value, objective: study.objective)
        }
        return MetricComparison(
            metric: metric, split: split, direction: direction, value: value, other: reference, gain: gain,
            examples: examples(candidate, other, study))
    }

    /// What both gave over the examples that both ran; without examples what each gave.
    private func values(_ candidate: Evaluation, _ other: Evaluation, _ study: Study) -> (Double, Double)? {
        let all = [candidate, other].map { Measurements($0, objective: study.objective) }
        let common = Set(all[0].examples).intersection(all[1].examples)
        let hasExamples = all.contains { !$0.examples.isEmpty }
        let values = zip([candidate, other], all).map { evaluation, measured in
            let shared =
                hasExamples
                ? Measurements(evaluation, objective: study.objective, examples: common) : measured
            return shared.score(study.evaluator.measure.statistic)
                ?? (hasExamples ? nil : evaluation.metrics[study.objective.metric]?.value)
        }
        guard let value = values[0], let reference = values[1] else { return nil }
        return (value, reference)
    }

    private func examples(_ candidate: Evaluation, _ other: Evaluation, _ study: Study) -> [ExampleRow] {
        let statistic = study.evaluator.measure.statistic
        let mine = Measurements(candidate, objective: study.objective)
        let values = mine.values(byExample: statistic)
        let others = Measurements(other, objective: study.objective).values(byExample: statistic)
        return mine.examples.compactMap { example in
            guard let value = values[example], let other = others[example] else { return nil }
            return ExampleRow(example: example, value: value, other: other, objective: study.objective)
        }
    }
}

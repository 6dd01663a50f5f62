import StudyModel

/// Compares two candidates by trials that are recorded, metric by metric: the objectives first, the others by name.
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
    /// - Parameters:
    ///   - source: how both were measured; of what is paired, equal repetitions ran beside each other.
    ///   - reservation: why the trials can bear neither p nor interval.
    package func compare(
        _ candidate: Evaluation, with other: Evaluation, on split: Split?, as source: RecordedGain.Source,
        reservation: KnownGain.Reservation? = nil
    ) -> [MetricComparison] {
        study.metrics(ofBoth: candidate, other).compactMap {
            compare($0, candidate, other, on: split, as: source, reservation)
        }
    }

    private func compare(
        _ metric: String, _ candidate: Evaluation, _ other: Evaluation, on split: Split?,
        as source: RecordedGain.Source, _ reservation: KnownGain.Reservation?
    ) -> MetricComparison? {
        let deciding = study.objective(of: metric)
        let direction =
            deciding?.direction ?? candidate.metrics[metric]?.direction ?? other.metrics[metric]?.direction
        var study = study
        study.objective = deciding ?? Objective(metric: metric, direction: direction ?? .maximize)
        let shared = SharedMeasurements(candidate, other, objective: study.objective)
        guard let (value, reference) = shared.scores(study.evaluator.measure.statistic) else { return nil }
        let seed = Seeds.derive(study.seed, "compare", metric)
        let comparison = study.objective.compared(isDirected: direction != nil) { objective in
            var study = study
            study.objective = objective
            return Comparer(study: study, clusters: clusters, seed: seed).compare(
                candidate, with: other, paired: source == .paired,
                interval: .twoSided(confidence: study.search.accept.confidence))
        }
        let gain = comparison.map {
            KnownGain(
                $0, source: source, confidence: study.search.accept.confidence, on: nil,
                value: value, reservation: reservation, objective: study.objective)
        }
        return MetricComparison(
            metric: metric, split: split, direction: direction, value: value, other: reference, gain: gain,
            trials: source, examples: examples(shared, study))
    }

    private func examples(_ shared: SharedMeasurements, _ study: Study) -> [ExampleRow] {
        let statistic = study.evaluator.measure.statistic
        let (values, others) = (
            shared.candidate.values(byExample: statistic), shared.other.values(byExample: statistic)
        )
        return shared.candidate.examples.compactMap { example in
            guard let value = values[example], let other = others[example] else { return nil }
            return ExampleRow(example: example, value: value, other: other, objective: study.objective)
        }
    }
}

extension Study {
    /// The metric as one that decides; `nil` for any other.
    func objective(of metric: String) -> Objective? { objectives.first { $0.metric == metric } }

    /// The metrics that both have, as they are told: those that decide, then the others by name.
    func metrics(ofBoth candidate: Evaluation, _ other: Evaluation) -> [String] {
        let measured = Set(candidate.metrics.keys).intersection(other.metrics.keys)
        let deciding = objectives.map(\.metric)
        return deciding.filter(measured.contains) + measured.subtracting(deciding).sorted()
    }
}

import Statistics
import StudyModel

/// The sealed test split of a run: what is run of it, and how far the score can be trusted.
///
/// Nothing else runs these examples, and nothing here stands in for them.
package struct SealedTest: Sendable {
    /// At least one.
    package let examples: [Example]
    private let record: RunRecord

    /// Returns `nil` for a run whose study keeps no example back.
    package init?(_ record: RunRecord, examples: [Example]) {
        self.examples = examples.filter { $0.split == .test }
        self.record = record
        if self.examples.isEmpty { return nil }
    }

    /// Runs of the command for each example, where nobody asked for another number.
    package var repeats: Int { record.study.repeats }

    /// What they are, as a set.
    package var digest: String { Self.digest(of: examples) ?? "" }

    /// What some sealed examples are, as a set; `nil` of none.
    package static func digest(of examples: [Example]) -> String? {
        ExampleSet(examples.map(\.id), of: examples.count)?.digest
    }

    /// Returns the sitting of a candidate's test of this number, from 1; what it is compared with comes first.
    ///
    /// The first test of each candidate has the same seeds, so that two candidates compare, the second has others, and so on; where the
    /// evaluator is deterministic all have the search's.
    package func sitting(of subjects: [Subject], repeats: Int, number: Int) -> Sitting {
        let seed =
            record.study.evaluator.deterministic
            ? Seeds.derive(record.study.seed, "trials")
            : Seeds.derive(record.study.seed, "test", String(number))
        return Sitting(
            candidates: subjects, split: .test, examples: examples, repeats: repeats, seed: seed,
            slots: .clean)
    }

    /// What a test of so many repeats measures on; its sitting is named when it begins.
    package func sample(repeats: Int) -> Sample {
        Sample(
            split: .test, examples: ExampleSet(examples.map(\.id), of: examples.count), repeats: repeats)
    }

    /// Says what came of a sitting of a test, with the interval of each score where there are enough examples to say.
    package func results(_ evaluations: [Evaluation], of sitting: Sitting, in test: TestRecord) throws
        -> [RecordedEvaluation]
    {
        var results = try record.evaluations(
            evaluations, of: sitting, named: test.sample.sitting ?? "", all: examples.count)
        for index in results.indices {
            for objective in record.study.objectives {
                results[index].evaluation.metrics[objective.metric]?.interval = interval(
                    of: evaluations[index], by: objective)
            }
        }
        return results
    }

    /// Tells whether a test that came to its end says all that can be known of its candidates: nothing is random, and the evaluator is the same.
    package func isSettled(by test: TestRecord) -> Bool {
        !test.evaluations.isEmpty && test.evaluations.allSatisfy(isFinal)
    }

    /// Tells whether what a test measured of a candidate is what any other would: nothing is random, and the evaluator is the same.
    package func isFinal(_ measured: RecordedEvaluation) -> Bool {
        record.study.evaluator.deterministic && measured.evaluator == record.evaluator.id
            && measured.evaluation.outcome == .scored && measured.sample.examples?.digest == digest
    }

    // MARK: - Two candidates

    /// Compares two candidates by all that tests measured of both: every metric, the objectives first.
    ///
    /// - Parameters:
    ///   - tests: what each test of the two measured, the one that is compared with first.
    ///   - look: which look at these examples the last of them is; by each objective that it asks by, the gain is confirmed or not at its level.
    package func comparisons(of tests: [[RecordedEvaluation]], at look: SealedLook) -> [MetricComparison] {
        let tests = LooksTogether(tests.filter { $0.count == 2 }, study: record.study)
        guard let sides = tests.sides, tests.areScored else { return [] }
        let sample = tests.sample
        return record.study.metrics(ofBoth: sides.candidate, sides.other).compactMap {
            compare($0, sides.candidate, sides.other, at: look, on: sample)
        }
    }

    private func compare(
        _ metric: String, _ candidate: Evaluation, _ other: Evaluation, at look: SealedLook,
        on sample: Sample?
    ) -> MetricComparison? {
        let deciding = record.study.objective(of: metric)
        let direction = deciding?.direction ?? candidate.metrics[metric]?.direction
        let objective = deciding ?? Objective(metric: metric, direction: direction ?? .maximize)
        func pairs(by objective: Objective) -> PairedExamples? {
            PairedExamples(
                SharedMeasurements(candidate, other, objective: objective), objective: objective,
                statistic: record.study.evaluator.measure.statistic, clusters: examples.clusters)
        }
        let seed = Seeds.derive(record.study.seed, "test", metric)
        guard let paired = pairs(by: objective), let value = paired.value,
            let comparison = objective.compared(
                isDirected: direction != nil,
                by: { pairs(by: $0)?.comparison(confidence: look.confidence, seed: seed) })
        else { return nil }
        let isAsked = look.objectives.contains { $0.metric == metric }
        let gain = KnownGain(
            comparison, source: .confirmed, confidence: look.confidence, on: sample, value: value,
            isConfirmed: isAsked ? comparison.isShown(confidence: look.confidence) : nil,
            objective: objective)
        return MetricComparison(
            metric: metric, split: .test, direction: direction, value: value,
            other: comparison.reference, gain: gain, trials: gain.source, examples: paired.rows)
    }

    /// The gains of a test as they are recorded: one by each objective.
    package func gains(_ comparisons: [MetricComparison], of test: TestRecord, at look: SealedLook)
        -> [RecordedGain]
    {
        guard let over = test.over else { return [] }
        return look.objectives.compactMap { objective in
            comparisons.first { $0.metric == objective.metric }?.gain.map { gain in
                RecordedGain(
                    gain.comparison, of: test.candidate, over: over, in: record.study.alone(with: objective),
                    source: gain.source, sitting: test.sample.sitting, confidence: gain.confidence,
                    looks: look.number)
            }
        }
    }

    // MARK: - One score

    /// Returns the interval of a score over examples, two-sided at the study's confidence; `nil` where there are too few to say.
    ///
    /// It holds for examples like these, which are taken as a sample: of right or wrong answers by Wilson (1927), of others by the means of subsets
    /// (Hartigan 1969), of a metric that is no mean by a bootstrap over the rows. Where all of these come to one value, they say nothing of others.
    func interval(of evaluation: Evaluation, by objective: Objective) -> ConfidenceInterval? {
        guard evaluation.outcome == .scored else { return nil }
        let measured = Measurements(evaluation, objective: objective)
        var generator = SeededGenerator(seed: Seeds.derive(record.study.seed, "test interval"))
        if let formula = objective.aggregate {
            return AggregateRows(formula, of: [measured.trials]).flatMap {
                interval(of: $0, using: &generator)
            }
        }
        let values = measured.values(byExample: record.study.evaluator.measure.statistic)
        let ids = values.keys.sorted()
        let ordered = ids.compactMap { values[$0] }
        guard !ordered.isEmpty else { return nil }
        let confidence = record.study.search.accept.confidence
        let clusters = PairedExamples.clusters(of: ids, examples.clusters)
        if clusters == nil, ordered.areAnswers {
            let share = Proportion(ordered.count { $0 == 1 }, of: ordered.count).wilson(
                confidence: confidence)
            return ConfidenceInterval(
                low: share.lowerBound, high: share.upperBound, confidence: confidence)
        }
        let tail = ErrorRate.tail(confidence) / 2
        // Examples differ from what most of them have.
        let usual = Self.mode(of: ordered)
        let test = SignFlipTest(
            ordered.map { $0 - usual }, clusters: clusters, tail: tail, using: &generator)
        guard let low = test.lowerBound(tail: tail), let high = test.upperBound(tail: tail) else {
            return nil
        }
        return low < high
            ? ConfidenceInterval(low: usual + low, high: usual + high, confidence: confidence) : nil
    }

    /// The value that most have, the lowest of several; 0 of none.
    private static func mode(of values: [Double]) -> Double {
        Dictionary(grouping: values) { $0 }
            .max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }?.key ?? 0
    }

    private func interval(of rows: AggregateRows, using generator: inout SeededGenerator)
        -> ConfidenceInterval?
    {
        let confidence = record.study.search.accept.confidence
        let bootstrap = Bootstrap(
            rows: rows.examples.count,
            clusters: PairedExamples.clusters(of: rows.examples, examples.clusters),
            tail: ErrorRate.tail(confidence) / 2, using: &generator, of: rows.value)
        guard let interval = bootstrap.flatMap({ $0.interval(confidence: confidence) }),
            interval.lowerBound < interval.upperBound
        else { return nil }
        return ConfidenceInterval(
            low: interval.lowerBound, high: interval.upperBound, confidence: confidence)
    }
}

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

    /// Returns the sitting of a candidate's test of this number, from 1.
    ///
    /// The first test of each candidate has the same seeds, so that two candidates compare, the second has others, and so on; where the
    /// evaluator is deterministic all have the search's.
    package func sitting(of subject: Subject, repeats: Int, number: Int) -> Sitting {
        let seed =
            record.study.evaluator.deterministic
            ? Seeds.derive(record.study.seed, "trials")
            : Seeds.derive(record.study.seed, "test", String(number))
        return Sitting(
            candidates: [subject], split: .test, examples: examples, repeats: repeats, seed: seed,
            slots: .clean)
    }

    /// What a test of so many repeats measures on; its sitting is named when it begins.
    package func sample(repeats: Int) -> Sample {
        Sample(
            split: .test, examples: ExampleSet(examples.map(\.id), of: examples.count), repeats: repeats)
    }

    /// Says what came of a test, with the interval of its score where there are enough examples to say.
    package func result(_ evaluation: Evaluation, of test: TestRecord) throws -> RecordedEvaluation {
        let subject = Subject(commit: test.candidate, tree: record.baseTree)
        let sitting = sitting(of: subject, repeats: test.sample.repeats, number: test.look)
        var result = try record.evaluations(
            [evaluation], of: sitting, named: test.sample.sitting ?? "", all: examples.count)[0]
        result.evaluation.metrics[record.study.objective.metric]?.interval = interval(of: evaluation)
        return result
    }

    /// Returns the interval of a score over examples, two-sided at the study's confidence; `nil` where there are too few to say.
    ///
    /// It holds for examples like these: the values of theirs are taken as a sample, by the means of subsets (Hartigan 1969).
    func interval(of evaluation: Evaluation) -> ConfidenceInterval? {
        guard evaluation.outcome == .scored else { return nil }
        let values = Measurements(evaluation, objective: record.study.objective)
            .values(byExample: record.study.evaluator.measure.statistic)
        let ordered = values.sorted { $0.key < $1.key }.map(\.value)
        guard !ordered.isEmpty else { return nil }
        let confidence = record.study.search.accept.confidence
        let tail = ComparisonPlan.tail(confidence) / 2
        var generator = SeededGenerator(seed: Seeds.derive(record.study.seed, "test interval"))
        let test = SignFlipTest(ordered, using: &generator)
        guard let low = test.lowerBound(tail: tail), let high = test.upperBound(tail: tail) else {
            return nil
        }
        return ConfidenceInterval(low: low, high: high, confidence: confidence)
    }
}

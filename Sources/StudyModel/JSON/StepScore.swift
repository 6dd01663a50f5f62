/// What was measured of a step's candidate on one sample, as notes and listings have it.
package struct StepScore: Hashable, Sendable {
    package let source: RecordedEvaluation.Source
    package let sample: Sample
    package let metrics: [String: MetricSummary]
    /// Which look at the sealed test split it is of; `nil` for any other.
    package let look: Int?

    package init(_ evaluation: RecordedEvaluation, look: Int? = nil) {
        source = evaluation.source
        sample = evaluation.sample
        metrics = evaluation.evaluation.metrics
        self.look = look
    }

    /// Writes the score's fields.
    package func write(to line: inout ObjectWriter) {
        line.put("source", source)
        line.put(sample)
        line.put(metrics)
        line.put("look", look)
    }
}

extension StepRecord {
    /// What was measured of the candidate, in the order in which it was.
    package var scores: [StepScore] { evaluations.filter { $0.of == candidate }.map { StepScore($0) } }
}

extension TestRecord {
    /// What the test gave for the candidate; `nil` before it has happened.
    package func score(look: Int) -> StepScore? {
        evaluations.first { $0.of == candidate }.map { StepScore($0, look: look) }
    }
}

/// What was measured of a step's candidate on one sample, as notes and listings have it.
package struct StepScore: Hashable, Sendable {
    package let source: RecordedEvaluation.Source
    package let sample: Sample
    package let metrics: [String: MetricSummary]
    /// Which look at the sealed test split it is of; `nil` for any other.
    package let look: Int?
    /// What that look found over what the candidate was compared with, by each objective.
    private let gains: [NotedGain]

    package init(_ evaluation: RecordedEvaluation, look: Int? = nil, gains: [NotedGain] = []) {
        source = evaluation.source
        sample = evaluation.sample
        metrics = evaluation.evaluation.metrics
        self.look = look
        self.gains = gains
    }

    /// Writes the score's fields.
    package func write(to line: inout ObjectWriter) {
        line.put("source", source)
        line.put(sample)
        line.put(metrics)
        line.put("look", look)
        line.objects("gains", gains) { $0.write(to: &$1) }
    }
}

extension StepRecord {
    /// What was measured of the candidate, in the order in which it was.
    package var scores: [StepScore] { evaluations.filter { $0.of == candidate }.map { StepScore($0) } }
}

extension TestRecord {
    /// What the test gave for the candidate; `nil` before it has happened.
    package func score(look: Int) -> StepScore? {
        evaluations.first { $0.of == candidate }.map { found in
            StepScore(
                found, look: look,
                gains: gains.map { NotedGain($0, on: found.sample, isConfirmed: $0.isShown) })
        }
    }
}

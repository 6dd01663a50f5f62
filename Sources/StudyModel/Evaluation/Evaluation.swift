/// What judging one candidate in one sitting gave.
package struct Evaluation: Hashable, Sendable {
    package var outcome: Outcome
    /// Why there is no score, in one line; `nil` when scored.
    package var reason: String?
    package var trials: [Trial] {
        didSet { usage = Self.usage(of: trials) }
    }
    /// Tokens and cost that the evaluator itself reported, over all trials; also where those are left out.
    package internal(set) var usage: Usage
    /// By metric name, aggregated as the study's `measure` says; empty unless scored.
    package var metrics: [String: MetricSummary]
    /// What gates gave, by metric; of a candidate that failed one too.
    package var gates: [String: Double] = [:]
    /// Names of the metrics that a result had in place of the objective's, sorted; of this sitting alone, and stored nowhere.
    package var otherMetrics: [String] = []
    /// The evaluator's words, Markdown: what it reported, or the end of the output of what failed.
    package var feedback: String
    /// How many times the study's command was started, which is what `budget.trials` counts.
    package var commandRuns: Int
    package var wallSeconds: Double
    /// Raw output and traces; kept in the journal beside the event.
    package var attachments: [Attachment] = []

    /// - Parameter usage: what the evaluator reported, where the trials are left out.
    package init(
        outcome: Outcome, reason: String? = nil, trials: [Trial] = [], metrics: [String: MetricSummary] = [:],
        feedback: String = "", commandRuns: Int = 0, wallSeconds: Double = 0, attachments: [Attachment] = [],
        usage: Usage? = nil
    ) {
        self.outcome = outcome
        self.reason = reason
        self.trials = trials
        self.usage = usage ?? Self.usage(of: trials)
        self.metrics = metrics
        self.feedback = feedback
        self.commandRuns = commandRuns
        self.wallSeconds = wallSeconds
        self.attachments = attachments
    }

    /// The objective's value, or `nil` when there is no score.
    package func score(_ objective: Objective) -> Double? {
        outcome == .scored ? metrics[objective.metric]?.value : nil
    }

    /// Returns the evaluation with what its trials add up to and without the trials themselves.
    package func withoutTrials() -> Evaluation {
        var slim = self
        slim.trials = []
        slim.usage = usage
        return slim
    }

    private static func usage(of trials: [Trial]) -> Usage { trials.reduce(.none) { $0 + $1.usage } }
}

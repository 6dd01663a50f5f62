/// One evaluation of one candidate on one example, or on the whole where the study has no examples.
package struct Trial: Hashable, Sendable {
    /// The example's ID; `nil` where the study has no examples.
    package var example: String?
    /// Which repeat this was, from 0. Trials of two candidates with equal example and repetition are a pair.
    package var repetition: Int
    /// The seed that the command was given as `HONE_SEED`.
    package var seed: UInt64
    package var outcome: Outcome
    /// Raw values by metric; all finite.
    package var metrics: [String: Double]
    package var feedback: String?
    /// What the candidate gave for the example, as the evaluator reported it; long ones are cut, and say so.
    package var output: String?
    /// The trace's path among the evaluation's attachments.
    package var trace: String?
    /// Which of the trace's steps that file holds; `nil` for all of them.
    package var traceExtent: TraceExtent?
    package var usage: Usage
    /// How long the command ran.
    package var wallSeconds: Double

    package init(
        example: String? = nil, repetition: Int, seed: UInt64, outcome: Outcome = .scored,
        metrics: [String: Double] = [:], feedback: String? = nil, output: String? = nil, trace: String? = nil,
        traceExtent: TraceExtent? = nil, usage: Usage = .none, wallSeconds: Double = 0
    ) {
        self.example = example
        self.repetition = repetition
        self.seed = seed
        self.outcome = outcome
        self.metrics = metrics
        self.feedback = feedback
        self.output = output
        self.trace = trace
        self.traceExtent = traceExtent
        self.usage = usage
        self.wallSeconds = wallSeconds
    }
}

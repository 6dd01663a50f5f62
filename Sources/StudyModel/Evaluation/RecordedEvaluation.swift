import Text

/// An evaluation as it is recorded: of which candidate, on which sample, and where the figures come from.
package struct RecordedEvaluation: Hashable, Sendable {
    /// Where figures come from.
    package struct Source: OpenWord {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// Measured for this event.
        package static let measured = Source(rawValue: "measured")
        /// Measured earlier, of the same tree by the same evaluator.
        package static let cached = Source(rawValue: "cached")
        /// Brought by somebody else.
        package static let reported = Source(rawValue: "reported")
        /// Put together from other evaluations of the same event.
        package static let pooled = Source(rawValue: "pooled")
    }

    package var of: CommitID
    package var source: Source
    /// For what is cached, the journal commit that holds it.
    package var from: CommitID?
    /// For what is pooled, the sittings of its parts.
    package var parts: [String]
    /// The identity of what judged.
    package var evaluator: String
    package var sample: Sample
    package var attempts: [EvaluationAttempt]
    /// What was found.
    package var evaluation: Evaluation
    /// By metric, what each example has of every objective, or of the columns of one that is no mean; empty where the study has no examples. Kept
    /// beside the event, not in it.
    package var rows: [String: [String: Double]]

    package init(
        of: CommitID, source: Source = .measured, from: CommitID? = nil, parts: [String] = [],
        evaluator: String, sample: Sample, attempts: [EvaluationAttempt] = [], _ evaluation: Evaluation,
        rows: [String: [String: Double]] = [:]
    ) {
        self.of = of
        self.source = source
        self.from = from
        self.parts = parts
        self.evaluator = evaluator
        self.sample = sample
        self.attempts = attempts
        self.evaluation = evaluation
        self.rows = rows
    }

    /// Returns the evaluation with what the trials add up to and without what is kept beside the event.
    package func withoutTrials() -> RecordedEvaluation {
        var slim = self
        slim.evaluation = evaluation.withoutTrials()
        slim.evaluation.attachments = []
        slim.rows = [:]
        return slim
    }
}

/// One try at an evaluation, on one machine.
package struct EvaluationAttempt: Hashable, Sendable {
    /// How a try ended.
    package struct End: OpenWord {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let whole = End(rawValue: "whole")
        package static let lost = End(rawValue: "lost")
        package static let preempted = End(rawValue: "preempted")
        package static let timedOut = End(rawValue: "timed-out")
        package static let retried = End(rawValue: "retried")
    }

    /// The sitting's name and the try's number.
    package var id: String
    /// What ran it, such as `local`.
    package var executor: String
    /// The machine; `nil` where that is not known.
    package var host: String?
    package var end: End
    /// Why it ended so, where that was not as a whole.
    package var reason: String?

    package init(
        id: String, executor: String, host: String? = nil, end: End = .whole, reason: String? = nil
    ) {
        self.id = id
        self.executor = executor
        self.host = host
        self.end = end
        self.reason = reason
    }
}

extension [RecordedEvaluation] {
    /// Runs of the evaluator's command in all of them.
    package var commandRuns: Int { reduce(0) { $0.adding(clamping: $1.evaluation.commandRuns) } }

    /// What the evaluator reported over all of them.
    var usage: Usage { reduce(.none) { $0 + $1.evaluation.usage } }

    /// What there is of a candidate: what a program outside reported of it counts only where nothing was measured here.
    package func figures(of candidate: CommitID) -> [RecordedEvaluation] {
        let own = filter { $0.of == candidate }
        let isMeasured = own.contains { $0.source == .measured || $0.source == .cached }
        return isMeasured ? own.filter { $0.source != .reported } : own
    }

    /// Puts together all that was measured of a candidate, `nil` where that is nothing: figures and words are those of its first
    /// evaluation; trials, runs and time are those of all.
    package func joined(of candidate: CommitID) -> Evaluation? {
        let own = figures(of: candidate).filter { $0.source != .pooled }
        return own.first.map { own.joined(led: $0) }
    }

    /// The same with the figures of one of them.
    func joined(led lead: RecordedEvaluation) -> Evaluation {
        var joined = lead.evaluation
        guard count > 1 else { return joined }
        joined.trials = flatMap(\.evaluation.trials)
        joined.commandRuns = commandRuns
        joined.wallSeconds = reduce(0) { $0 + $1.evaluation.wallSeconds }
        joined.attachments = flatMap(\.evaluation.attachments)
        joined.usage = usage
        return joined
    }
}

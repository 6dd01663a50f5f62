/// Is told what the loop is doing, as it happens; a progress line, a log, a web page.
package protocol RunObserver: Sendable {
    func observe(_ progress: Progress) async
}

/// A moment of the loop.
package enum Progress: Hashable, Sendable {
    /// The run's whole state, when the loop begins or goes on, and after each event.
    case began(RunView)
    case proposing(step: StepID, parent: CommitID)
    /// A step waits until a time, in seconds since 1970.
    case waiting(step: StepID, for: Awaited, until: Int64)
    case evaluating(step: StepID, summary: String)
    case recorded(RecordedEvent.Content, RunView)
    /// Another evaluator judges from now on than judged the run last.
    case evaluatorChanged(EvaluatorChangeRecord)
    /// What somebody should know of the run, a sentence.
    case noticed(String)
    /// So many heads and the base, before one of them is the winner.
    case choosing(heads: Int)
    /// The winner against the base; `pairs` to come.
    case confirming(winner: CommitID, pairs: Int)
}

/// Whom a step waits for, who asked to be tried again later.
package enum Awaited: Hashable, Sendable { case proposer, evaluator }

/// An observer that ignores everything.
package struct SilentObserver: RunObserver {
    package init() {}
    package func observe(_ progress: Progress) async {}
}

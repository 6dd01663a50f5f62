import StudyModel

/// A step as it was recorded, and how it stands in its run; values raw, in the evaluator's unit.
///
/// The very value of a line of `hone log --json`, and of a step in whatever tells of a run as it goes.
package struct StepListing: Listing {
    package let record: StepRecord
    /// The same step as the run remembers it.
    package let step: StepSummary
    package let view: RunView

    package init(_ record: StepRecord, _ step: StepSummary, in view: RunView) {
        self.record = record
        self.step = step
        self.view = view
    }

    package func write(to line: inout ObjectWriter) {
        let objective = view.objective
        line.put("run", view.record.run)
        line.put("name", Naming.step(record.step, in: view))
        line.put("writer", record.step.writer)
        record.writeCourse(to: &line)
        line.put("objective", objective.metric)
        line.put("score", step.score?.value)
        if let gain = view.gainOverBase(step) { line.object("gain_over_base") { gain.write(to: &$0) } }
        line.putOthers(of: step, in: view)
        line.objects("scores", scores) { $0.write(to: &$1) }
        line.objects("gains", view.notedGains(of: record)) { $0.write(to: &$1) }
        line.put(record.usage, in: view.record.study.budget.currency)
        line.put("seconds", record.wallSeconds)
        line.put("at", Moment(record.recordedAt))
        standing(&line)
    }

    /// With the last look at the sealed split, as in the score note.
    private var scores: [StepScore] {
        let test = view.tests.telling(of: record.step)?.score(look: view.tests.looks(of: record.step))
        return record.scores + (test.map { [$0] } ?? [])
    }

    /// What became of the step since: each field is there where it is so.
    private func standing(_ line: inout ObjectWriter) {
        let isRejected = record.candidate.map(view.isRejected) ?? false
        line.put("best", record.candidate != nil && record.candidate == view.best ? true : nil)
        line.put("undone", view.isUndone(step) ? true : nil)
        line.put("rejected", isRejected ? true : nil)
        line.objects("contains_rejected", view.rejectedAncestors(of: step)) { $1.put($0.step) }
    }
}

/// A step that was told from outside, with the end that the run came to by it.
package struct ToldStep: Listing {
    private let step: StepListing
    /// The run at its end; `nil` where it goes on.
    private let end: RunView?

    package init(_ step: StepListing, in end: RunView?) {
        self.step = step
        self.end = end
    }

    package func write(to line: inout ObjectWriter) {
        step.write(to: &line)
        guard let end else { return }
        line.object("ended") { line in
            line.put("best", end.step(of: end.best).map { Naming.step($0.step, in: end) })
            end.writeEnd(to: &line)
        }
    }
}

extension ObjectWriter {
    /// Writes what a step has by each objective of its study but the first, by the metric's name.
    mutating func putOthers(of step: StepSummary, in view: RunView) {
        let others = view.record.study.otherObjectives.enumerated().map { ($1.metric, $0 + 1) }
        objects("other_objectives", byName: Dictionary(others) { first, _ in first }) { place, line in
            line.put("score", step.figures(by: place).scores.first?.value)
            if let gain = view.gainOverBase(step, by: place) {
                line.object("gain_over_base") { gain.write(to: &$0) }
            }
        }
    }
}

import StudyModel

/// One line of a score note: how one step of one run judged a candidate.
package struct ScoreLine: Hashable, Sendable {
    /// The version of the score note's lines.
    package static let currentVersion = 1

    /// The run's identity.
    package let root: CommitID
    /// The run's name, for people.
    package let run: RunName
    package let step: StepID
    package let lineage: LineageName
    package let parents: [CommitID]
    /// The rejected steps that the candidate was made from, as the run knew them then.
    package let containsRejected: [StepID]
    package let outcome: Outcome
    /// Why there is no score, in one line.
    package let reason: String?
    package let verdict: Verdict?
    /// The metric that decides.
    package let objective: String
    /// The identity of what judged.
    package let evaluator: String
    /// Raw values, in the evaluator's own unit, by sample.
    package let scores: [StepScore]
    package let gains: [NotedGain]
    /// What proposer and evaluator spent.
    package let usage: Usage
    /// How long the step took.
    package let seconds: Double

    /// Makes the line of a step; `view` is the run before the step.
    init(_ record: StepRecord, root: CommitID, in view: RunView) {
        self.root = root
        run = view.record.run
        step = record.step
        lineage = record.lineage
        parents = record.step.number == 0 ? [] : record.parents.all
        containsRejected = view.rejectedAncestors(
            of: StepSummary(record, objectives: view.record.study.objectives)
        ).map(\.step)
        outcome = record.outcome
        reason = record.reason
        verdict = record.verdict
        objective = view.objective.metric
        evaluator = record.evaluations.last { $0.of == record.candidate }?.evaluator ?? view.evaluator.id
        scores = record.scores
        gains = view.notedGains(of: record)
        usage = record.usage
        seconds = record.wallSeconds
    }

    /// The line as it is stored, without a newline; `currency` is what the run counts money in.
    func bytes(currency: String) -> [UInt8] {
        ObjectWriter.bytes(currency: currency) { line in
            line.put("version", Self.currentVersion)
            line.put("root", root)
            line.put("run", run)
            line.put("writer", step.writer)
            line.put("step", step.number)
            line.put("lineage", lineage)
            line.put("parents", each: parents)
            line.objects("contains_rejected", containsRejected) { $1.put($0) }
            line.put("outcome", outcome)
            line.put("reason", reason)
            line.put("verdict", verdict)
            line.put("objective", objective)
            line.put("evaluator", evaluator)
            line.objects("scores", scores) { $0.write(to: &$1) }
            line.objects("gains", gains) { $0.write(to: &$1) }
            line.put(usage)
            line.put("seconds", seconds)
        }
    }

    /// What one line of a note is about; lines are sorted by it.
    struct Key: Hashable, Comparable {
        let root: CommitID
        let step: StepID

        static func < (left: Key, right: Key) -> Bool {
            (left.root, left.step.writer, left.step) < (right.root, right.step.writer, right.step)
        }
    }

    var key: Key { Key(root: root, step: step) }
}

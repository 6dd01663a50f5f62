import StudyModel

/// What came of judging one candidate.
struct Judgment {
    var evaluation: Evaluation
    var parentEvaluation: Evaluation?
    var ruling: Ruling
    /// The objective's value by split.
    var splits: [String: Double] = [:]
}

extension Judgment {
    /// Adds what further examples of a split gave; the words about them are not the evidence's.
    mutating func add(_ more: Judgment, as split: Split) {
        evaluation.add(more.evaluation, as: split)
        if let beside = more.parentEvaluation {
            parentEvaluation = parentEvaluation ?? Evaluation(outcome: beside.outcome)
            parentEvaluation?.add(beside, as: split)
        }
        splits.merge(more.splits) { first, _ in first }
    }
}

extension Ruling {
    func on(_ split: Split) -> Ruling {
        Ruling(verdict, why: "on \(split.rawValue): \(why)", comparison: comparison)
    }
}

extension Evaluation {
    /// Adds trials and files; the figures stay. Traces of train keep their names, which their examples give them.
    fileprivate mutating func add(_ other: Evaluation, as split: Split) {
        trials += other.trials
        commandRuns += other.commandRuns
        wallSeconds += other.wallSeconds
        attachments += other.attachments.map { file in
            let isTrace = split == .train && file.path.hasPrefix("traces/")
            return isTrace ? file : Attachment(path: "\(split.rawValue)/\(file.path)", bytes: file.bytes)
        }
    }
}

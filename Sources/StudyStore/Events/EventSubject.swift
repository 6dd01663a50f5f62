import StudyModel

/// An event in words: the subject of its journal commit.
struct EventSubject {
    let event: Event
    let view: RunView

    var text: String { oneLine(words, limit: 120) }

    private var words: String {
        switch event {
        case .step(let record): step(record)
        case .reverted(let record): "\(record.lineage) goes back to step \(name(record.toStep))"
        case .forked(let record): "lineage \(record.lineage) starts at step \(name(record.step))"
        case .adopted(let record): "\(record.lineage) takes up \(record.head.short), which a person put there"
        case .branchDeleted(let record): "a person deleted the branch of \(record.lineage)"
        case .finished(let record):
            "finished (\(record.reason.rawValue)): \(record.winner.short) of step \(name(record.winnerStep)), "
                + (record.confirmed ? "gain confirmed" : "no gain confirmed")
        case .landing(let record): "landing \(record.candidate.short) on \(record.onto)"
        case .landed(let record): "landed \(record.candidate.short) on \(record.onto)"
        case .testing(let record): "testing step \(name(record.step)) on \(record.examples) sealed examples"
        case .tested(let record): "tested step \(name(record.step)): \(result(of: record))"
        case .reviewed(let record): review(record)
        case .undone(let record): undo(record)
        case .renamed(let record): "\(record.from) is \(record.to) from now on"
        case .deleted(let record): "\(record.run) goes to the trash"
        }
    }

    private func review(_ record: ReviewRecord) -> String {
        let candidate =
            view.step(of: record.candidate).map { "step \(name($0.step))" } ?? record.candidate.short
        let decision =
            switch record.decision {
            case .approve: "approves"
            case .reject: "rejects"
            case .comment: "comments on"
            case .withdraw: "takes back a decision on"
            case .landed: "landed"
            }
        return "\(record.name) \(decision) \(candidate)" + (record.text.isEmpty ? "" : ": \(record.text)")
    }

    /// An undo of an undo does something again.
    private func undo(_ record: UndoRecord) -> String {
        var (event, isAgain) = (record.event, false)
        while case .event(.undone(let inner)) = view.operation(event)?.content {
            (event, isAgain) = (inner.event, !isAgain)
        }
        return "\(isAgain ? "done again" : "undone"): \(words(of: event))"
    }

    private func words(of id: CommitID) -> String {
        switch view.operation(id)?.content {
        case .step(let step): "step \(name(step.step))"
        case .event(let event): EventSubject(event: event, view: view).text
        case nil: "event \(id.short)"
        }
    }

    private func step(_ record: StepRecord) -> String {
        let head = "step \(name(record.step)): "
        guard record.outcome == .scored else {
            return head + record.outcome.rawValue + (record.reason.map { ": \($0)" } ?? "")
        }
        let verdict = record.step.number == 0 ? "base" : record.verdict?.rawValue ?? "scored"
        return head + verdict + (score(record).map { ", \($0)" } ?? "")
            + (record.summary.isEmpty ? "" : ": \(record.summary)")
    }

    private func result(of record: TestRecord) -> String {
        let score = record.evaluation?.score(view.objective).map {
            "\(view.objective.metric) \(shortNumber($0))"
        }
        return score ?? record.evaluation?.outcome.rawValue ?? "nothing"
    }

    private func score(_ record: StepRecord) -> String? {
        guard let value = record.evaluation?.score(view.objective) else { return nil }
        let text = "\(view.objective.metric) \(shortNumber(value))"
        guard record.step.number > 0, let parent = parentScore(of: record, in: view), parent != 0 else {
            return text
        }
        let percent = (value - parent) / abs(parent) * 100
        return "\(text) (\(percent < 0 ? "" : "+")\(shortNumber(percent, digits: 3))%)"
    }

    private func name(_ step: StepID) -> String {
        step.writer == view.record.writer ? "\(step.number)" : "\(step.number)@\(step.writer)"
    }
}

/// The score that a step's candidate was up against, on the same examples: what it was compared with, the parent's in the same sitting, or
/// in its own step; `nil` where the parent was not run on them.
func parentScore(of record: StepRecord, in view: RunView) -> Double? {
    if view.record.study.search.accept.on == .train, let comparison = record.comparison {
        return comparison.reference
    }
    if let beside = record.parentEvaluation?.score(view.objective) { return beside }
    return record.splits[StepRecord.minibatchSplit] == nil ? view.step(of: record.parent)?.score : nil
}

/// Returns a number with a few significant digits, for people.
func shortNumber(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    var scale = 1.0
    var size = abs(value)
    // A power of ten that brings the wanted digits before the point, found by steps that stay exact for usual sizes.
    let bound = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    while size * scale * 10 < bound, scale < 1e15 { scale *= 10 }
    guard size < bound else { return "\(Int(exactly: value.rounded()).map(String.init) ?? "\(value)")" }
    size = (value * scale).rounded() / scale
    return Int(exactly: size).map(String.init) ?? "\(size)"
}

/// Returns a text as one line without control characters, at most `limit` characters long.
func oneLine(_ text: String, limit: Int) -> String {
    if text.isPlainLine, text.utf8.count <= limit { return text }
    let scalars = text.unicodeScalars.map { $0.isControl ? " " : $0 }
    let line = String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
}

extension String {
    /// Whether it is visible ASCII in words with a space in between, which is what most lines are.
    var isPlainLine: Bool {
        let space = UInt8(ascii: " ")
        var last = space
        for byte in utf8 {
            guard (0x20..<0x7f).contains(byte), byte != space || last != space else { return false }
            last = byte
        }
        return last != space
    }
}

extension Unicode.Scalar {
    /// Whether it is of Unicode's category Cc, which is these and no others.
    var isControl: Bool { value < 0x20 || (0x7f...0x9f).contains(value) }
}

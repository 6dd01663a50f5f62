extension StepRecord: EventRecord {
    package func write(to line: inout ObjectWriter) {
        writeCourse(to: &line)
        line.put(evaluations)
        line.put(gains)
        line.put("seconds", wallSeconds)
    }

    package var commits: [CommitID] { candidate.map { [$0] } ?? [] }

    package func words(as kind: String, in view: RunView) -> String {
        let head = "step \(view.name(of: step)): "
        guard outcome == .scored else { return head + outcome.rawValue + (reason.map { ": \($0)" } ?? "") }
        let verdict = step.number == 0 ? "base" : verdict?.rawValue ?? "scored"
        return head + verdict + (score(in: view).map { ", \($0)" } ?? "")
            + (summary.isEmpty ? "" : ": \(summary)")
    }

    private func score(in view: RunView) -> String? {
        guard let value = evaluation?.score(view.objective) else { return nil }
        let text = "\(view.objective.metric) \(shortNumber(value))"
        guard step.number > 0, let parent = parentScore(in: view), parent != 0 else { return text }
        let percent = (value - parent) / abs(parent) * 100
        return "\(text) (\(percent < 0 ? "" : "+")\(shortNumber(percent, digits: 3))%)"
    }

    /// The score that the candidate was up against, on the same examples: what it was compared with, the parent's in the same sitting, or
    /// in its own step; `nil` where the parent was not run on them.
    private func parentScore(in view: RunView) -> Double? {
        if view.record.study.search.accept.on == .train, let comparison { return comparison.reference }
        if let beside = parentEvaluation?.score(view.objective) { return beside }
        return splits(view.objective)[StepRecord.minibatchSplit] == nil ? view.step(of: parent)?.score : nil
    }
}

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
        let standing = step.number == 0 ? "base" : Naming.ruling(verdict, in: view)
        return head + standing + (score(in: view).map { ", \($0)" } ?? "")
            + (summary.isEmpty ? "" : ": \(summary)")
    }

    /// The scores with their samples, and the gain over the parent as this step measured it; `view` is the run before the step.
    private func score(in view: RunView) -> String? {
        let step = StepSummary(self, objectives: view.record.study.objectives)
        guard let scores = Naming.scores(step, in: view) else { return nil }
        let gain = view.gainOverParent(step).map { " (\($0.short) on its parent)" } ?? ""
        return (step.score?.sample.examples == nil ? "\(view.objective.metric) " : "") + scores + gain
    }
}

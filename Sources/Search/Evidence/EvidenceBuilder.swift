import StudyModel

/// Writes what a proposer is shown at one step: scores, the parent's feedback, earlier attempts.
///
/// Only steps that the lineage knows enter. What the proposer is asked for is not part of it: those are the instructions.
struct EvidenceBuilder<Store: RunStore> {
    let store: Store
    let study: Study

    /// Returns the evidence for a step with this parent, from what its lineage remembers.
    func evidence(parent: CommitID, memory: Memory, view: RunView) async throws -> Evidence {
        let attempts = AttemptText(store: store, study: study)
        let parentStep = view.step(of: parent)
        var parts = [heading(parentStep, best: view.step(of: memory.best), view: view)]
        if let parentStep, study.evidence.show.contains(.feedback),
            let part = try await feedback(of: parentStep)
        {
            parts.append(part)
        }
        let known = memory.recent.map { view.steps[$0] }
        if let pinned = pinned(memory, parent: parent, view: view) {
            parts.append(
                EvidencePart(
                    kind: .best, name: "the best",
                    text: "## The best so far\n\n" + (try await attempts.text(of: pinned))))
        }
        for step in known {
            parts.append(
                EvidencePart(
                    kind: .attempt, name: "step \(step.step.number)",
                    text: "## Attempt of step \(step.step.number)\n\n" + (try await attempts.text(of: step))))
        }
        return Evidence(markdown: EvidenceLimit(tokens: study.evidence.limit).text(of: parts))
    }

    /// The step of the best, where it is told nowhere else.
    private func pinned(_ memory: Memory, parent: CommitID, view: RunView) -> StepSummary? {
        guard memory.best != parent, let index = view.index(of: memory.best),
            view.steps[index].step.number > 0, !memory.recent.contains(index)
        else { return nil }
        return view.steps[index]
    }

    private func heading(_ parent: StepSummary?, best: StepSummary?, view: RunView) -> EvidencePart {
        let objective = study.objective
        var lines = ["# Evidence", "Objective: \(objective.direction.rawValue) `\(objective.metric)`."]
        if study.evidence.show.contains(.score) {
            lines.append(scores(parent, best: best, baseline: view.baseline))
        }
        if let stage = parent?.score.flatMap(stage(at:)) { lines.append(stage.say) }
        return EvidencePart(kind: .heading, name: "the scores", text: lines.joined(separator: "\n\n"))
    }

    private func scores(_ parent: StepSummary?, best: StepSummary?, baseline: StepSummary?) -> String {
        let rows = [("Baseline", baseline), ("Parent, which you change", parent), ("Best so far", best)]
        return rows.map { name, step in
            let score = step?.score.map { "\(Figure($0))" } ?? step?.outcome.rawValue ?? "not evaluated"
            return "- \(name): \(score)"
        }.joined(separator: "\n")
    }

    /// The first stage that a score has not passed.
    private func stage(at score: Double) -> FeedbackStage? {
        study.evidence.stages.first { stage in
            stage.below.map { study.objective.isBetter($0, than: score) } ?? true
        }
    }

    private func feedback(of step: StepSummary) async throws -> EvidencePart? {
        guard let text = try await store.feedback(of: step.step) else { return nil }
        return EvidencePart(
            kind: .feedback, name: "the parent's feedback", text: "## Feedback on the parent\n\n" + text)
    }
}

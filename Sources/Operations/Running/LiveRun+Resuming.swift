import StudyModel
import StudyStore
import Wiring

extension LiveRun {
    /// Records that another evaluator judges from now on, and that the run goes on with another budget, by other programs or on another machine
    /// than it was said to; nothing where all is as it was.
    func recordChanges() async throws {
        try await journal.record(evaluatorChange, at: surroundings.now())
        try await journal.appendIfNeeded { view in changes(since: view).map { .resumed($0) } }
    }

    /// What is another thing than the run was said to go by; `nil` where nothing is, and before the base is judged.
    private func changes(since view: RunView) -> ResumeRecord? {
        guard view.baseline != nil else { return nil }
        let before = record.settings.merging(view.changes.settings)
        let changed = before.changes(to: settings)
        let known = record.programs.merging(view.changes.programs) { $1 }
        let programs = programs.filter { known[$0.key] != $0.value }
        let here = HostFacts.current()
        let host = here == view.changes.host ?? record.host ? nil : here
        guard !changed.byKey.isEmpty || !programs.isEmpty || host != nil else { return nil }
        return ResumeRecord(
            settings: changed, host: host, programs: programs, recordedAt: surroundings.now())
    }
}

extension RunJournal {
    /// Records that another evaluator judges from now on, where that is so and not recorded yet.
    func record(_ change: EvaluatorChangeRecord?, at time: Int64) async throws {
        guard var change else { return }
        change.recordedAt = time
        try await appendIfNeeded { [change] view in
            view.evaluator.isAlike(change.evaluator) ? nil : .evaluatorChanged(change)
        }
    }
}

extension EvaluatorChangeRecord {
    /// Returns `nil` where figures by both may be put side by side.
    init?(from before: EvaluatorIdentity, to now: EvaluatorIdentity) {
        guard !before.isAlike(now) else { return nil }
        self.init(evaluator: now, changed: before.differingParts(from: now), recordedAt: 0)
    }

    /// What is said of it to whoever goes on.
    package var sentence: String {
        let parts =
            changed.isEmpty
            ? "The evaluator is another one" : "The evaluator's \(changed.joined(separator: ", ")) changed"
        return
            "\(parts) since the run was last judged: what was measured until then counts for nothing beside what comes"
    }
}

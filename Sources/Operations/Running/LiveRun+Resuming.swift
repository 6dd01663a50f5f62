import StudyModel
import Wiring

extension LiveRun {
    /// Records that the run goes on with another budget, by other programs or on another machine than it was said to; nothing where all is as it was.
    func recordChanges() async throws {
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

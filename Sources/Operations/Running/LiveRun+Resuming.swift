import StudyModel
import Text
import Wiring

extension LiveRun {
    /// Records that the run goes on with another budget, or by other programs, than it was said to; nothing where all is as it was.
    func recordChanges() async throws {
        try await journal.appendIfNeeded { view in changes(since: view).map { .resumed($0) } }
    }

    /// What is another thing than the run was said to go by; `nil` where nothing is, and before the base is judged.
    private func changes(since view: RunView) -> ResumeRecord? {
        guard view.baseline != nil else { return nil }
        let before = record.study.budget.values.merging(view.changes.settings.mapValues(\.value)) { $1 }
        let settings = budget.values.filter { before[$0.key] != $0.value }
        let known = record.programs.merging(view.changes.programs) { $1 }
        let programs = surroundings.programs.filter { known[$0.key] != $0.value }
        guard !settings.isEmpty || !programs.isEmpty else { return nil }
        return ResumeRecord(
            settings: settings.mapValues { ResumeRecord.Setting(value: $0, from: "option") },
            evaluator: record.evaluator.id, programs: programs, recordedAt: surroundings.now())
    }
}

extension Budget {
    /// What the command line can change, by the study file's keys and in its words.
    fileprivate var values: [String: JSONValue] {
        let time = time.map { JSONValue.string("\($0.components.seconds)s") }
        return [
            "budget.steps": Self.value(steps), "budget.trials": Self.value(trials),
            "budget.time": time ?? .string("none"),
        ]
    }

    private static func value(_ count: Int?) -> JSONValue {
        count.map { .number(Double($0)) } ?? .string("none")
    }
}

import StudyModel
import Text

/// An event of a running loop in one line.
struct StepLine {
    private let event: RecordedEvent.Content
    private let view: RunView
    private let steps: Int?

    /// - Parameter steps: those that the run may make in all; `nil` for no bound.
    init(_ event: RecordedEvent.Content, in view: RunView, of steps: Int?) {
        self.event = event
        self.view = view
        self.steps = steps
    }

    /// The line, or `nil` for events that the end of the run reports.
    func text(for console: Console) -> String? {
        switch event {
        case .step(let summary): step(summary, console)
        case .event(.adopted(let record)):
            "\(record.lineage): took up the commits that you made, now at \(record.head.short)"
        case .event(.branchDeleted(let record)): "\(record.lineage): its branch was deleted; it stays so"
        default: nil
        }
    }

    private func step(_ step: StepSummary, _ console: Console) -> String {
        let total = steps.map { "/\($0)" } ?? ""
        let number = "step \(step.step.number)\(step.step.number > 0 ? total : "")"
        let standing = console.styled(Naming.standing(step), Naming.style(step) ?? .dim)
        let others = view.record.study.otherObjectives.enumerated().compactMap { place, objective in
            Naming.score(step, by: place + 1, in: view).map { ", \(objective.metric) \($0)" }
        }
        let score = Naming.scoresFromBase(step, in: view).map { $0 + gains(step) + others.joined() }
        let commit = step.candidate.map { console.styled($0.short, .cyan) }
        let why = step.outcome == .scored ? nil : step.reason.map { "(\($0))" }
        let mends = step.mends.map { "(mends step \($0.number))" }
        return [number, standing, score, commit, step.summary, mends, why].compactMap { $0 }.joined(
            separator: "  ")
    }

    /// Over the base and over the parent.
    private func gains(_ step: StepSummary) -> String {
        guard step.step.number > 0 else { return "" }
        let base = view.gainOverBase(step).map { "\(view.short($0)) over base" }
        let parent = step.parent == view.record.base ? nil : view.gainOverParent(step)
        let parts = [base, parent.map { "\(view.short($0)) over parent" }].compactMap { $0 }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }

    /// Where the run stands: the best against the baseline, on what selection goes by.
    static func standing(of view: RunView) -> String {
        guard let baseline = view.baseline.flatMap(view.selectionScore) else { return "" }
        guard let best = view.step(of: view.best), let score = view.selectionScore(best),
            best.step.number > 0
        else { return "baseline \(Figures.value(baseline.value))" }
        let gain = view.gainOverBase(best).map { " (\(view.short($0)))" } ?? ""
        return "best \(Figures.value(score.value))\(gain)"
    }
}

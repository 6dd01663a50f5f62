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
        let score = step.score.map { Figures.value($0) + gains(step) }
        let commit = step.candidate.map { console.styled($0.short, .cyan) }
        let why = step.outcome == .scored ? nil : step.reason.map { "(\($0))" }
        return [number, standing, score, commit, step.summary, why].compactMap { $0 }.joined(separator: "  ")
    }

    /// Against the base by the raw scores, and against the parent as the two were compared.
    private func gains(_ step: StepSummary) -> String {
        guard step.step.number > 0 else { return "" }
        let base = Naming.gainOverBase(step, in: view).map { "\(Figures.percent($0)) on base" }
        let parent = step.comparison.flatMap { comparison in
            comparison.reference == 0 ? nil : comparison.gain / abs(comparison.reference)
        }.map { "\(Figures.percent($0)) on parent" }
        let parts = [base, parent].compactMap { $0 }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }

    /// Where the run stands: the best against the baseline.
    static func standing(of view: RunView) -> String {
        guard let baseline = view.baseline?.score else { return "" }
        guard let best = view.step(of: view.best), let score = best.score, best.step.number > 0 else {
            return "baseline \(Figures.value(baseline))"
        }
        let gain = Naming.gainOverBase(best, in: view).map { " (\(Figures.percent($0)))" } ?? ""
        return "baseline \(Figures.value(baseline)), best \(Figures.value(score))\(gain)"
    }
}

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
        let standing = console.styled(Naming.standing(step, in: view), Naming.style(step) ?? .dim)
        let score = Naming.scoresFromBase(step, in: view).map {
            Naming.withOthers($0 + gains(step), of: step, in: view)
        }
        let commit = step.candidate.map { console.styled($0.short, .cyan) }
        let why = step.outcome == .scored ? Naming.objection(to: step) : step.reason
        let mends = step.mends.map { "mends step \($0.number)" }
        let remarks = [mends, Naming.cached(step), why].compactMap { $0.map { "(\($0))" } }
        return ([number, standing, score, commit, step.summary].compactMap { $0 } + remarks).joined(
            separator: "  ")
    }

    /// Over the base and over the parent, both in one scale.
    private func gains(_ step: StepSummary) -> String {
        guard step.step.number > 0 else { return "" }
        let parent = step.parent == view.record.base ? nil : view.gainOverParent(step)
        let known = [(view.gainOverBase(step), "base"), (parent, "parent")].compactMap { gain, name in
            gain.map { (gain: $0, name: name) }
        }
        let isMixed = Set(known.map(\.gain.scale)).count > 1
        let parts = known.map { view.short(isMixed ? $0.gain.inUnit : $0.gain, over: $0.name) }
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

import Operations
import StudyModel
import Text

/// A run as it stands: what the template `run_page` shows, whole or in parts.
struct RunPage: Sendable {
    let repository: String
    let run: String
    let heading: RunHeading
    let score: ScoreFigure
    let tree: LineageTree
    let table: StepTable
    let choicesSummary: String
    let choices: ChoiceTable
    let costs: CostTable

    init(_ state: RunState, repository: String) {
        let view = state.view
        self.repository = repository
        run = view.record.run.text
        heading = RunHeading(view, isStepping: state.isStepping)
        score = ScoreFigure(view, base: state.base)
        tree = LineageTree(view)
        table = StepTable(
            view, order: .newestFirst, link: { SitePath.text(of: $0.step, in: view) })
        choices = ChoiceTable(view)
        choicesSummary = choices.choiceWords
        costs = CostTable(view)
    }

    /// The newest step in a sentence, for those who hear the page.
    static func news(_ view: RunView) -> String {
        guard let step = view.steps.last else { return "" }
        let score = Naming.scores(step, in: view).map { ", \($0)" } ?? ""
        return "Step \(StepName.short(step.step, in: view)): \(Naming.standing(step, in: view))\(score)"
    }
}

/// All that a run's page is made from.
struct RunState: Hashable, Sendable {
    let view: RunView
    let isStepping: Bool
    /// The base's figure of the objective.
    let base: MetricSummary?

    static func read(_ reader: RunReader) async throws -> RunState {
        let view = try await reader.view()
        return RunState(
            view: view, isStepping: try await reader.isStepping(),
            base: try await reader.baseFigure(in: view))
    }
}

extension RunReader {
    /// Returns the base's figure of the objective, once it was evaluated.
    func baseFigure(in view: RunView) async throws -> MetricSummary? {
        guard let baseline = view.baseline else { return nil }
        return try await details(of: baseline, in: view)?.record.evaluation?.metrics[view.objective.metric]
    }
}

import Operations
import Platform
import StudyModel

/// What the template `report_page` shows.
struct ReportPage {
    /// Stands where the size of the file goes.
    static let sizePlace = "%SIZE%"

    let policy: String
    let style: String
    let script: String
    let heading: RunHeading
    let score: ScoreFigure
    let tree: LineageTree
    let table: StepTable
    let winnerHeading: String
    let winnerWords: String?
    let winnerPatch: PatchPart?
    let examples: ExampleTable?
    let sweepHeading: String
    let sweep: SweepBody?
    let choices: ChoiceTable
    let costs: CostTable
    let commands: String
    let facts: [CandidateBody.Fact]
    let footer: String

    init(_ material: ReportMaterial, surroundings: Surroundings) {
        let view = material.view
        style = Pages.style
        script = Pages.reportScript
        policy = ContentPolicy.report(style: style, script: script)
        heading = RunHeading(view, isStepping: material.isStepping)
        score = ScoreFigure(view, base: material.base?.evaluation?.metrics[view.objective.metric])
        tree = LineageTree(view)
        table = StepTable(view, order: .oldestFirst, details: material.details) { step in
            "#row-\(StepName.short(step.step, in: view))"
        }
        let winner = material.winner
        winnerHeading =
            winner.map { "The winner: step \(StepName.short($0.step.step, in: view))" } ?? "No winner"
        winnerWords =
            winner.map { "\($0.step.summary). This is all that it changes in the base:" }
            ?? "No candidate was \(Naming.accepted(in: view)), so there is nothing to take over."
        winnerPatch = PatchPart(
            material.winnerDiff, label: "The winner against the base", lines: 2000,
            elsewhere: "git diff \(view.record.base.short) \(view.best.short)")
        examples = winner.flatMap { winner in
            material.base.flatMap { ExampleTable(base: $0, candidate: winner.record, in: view) }
        }
        sweepHeading = material.sweep.map { "The sweep that it belongs to: \($0.plan.name)" } ?? ""
        sweep = material.sweep.map { SweepBody($0) }
        choices = ChoiceTable(view)
        costs = CostTable(view)
        commands = Self.commands(view)
        facts = Self.facts(view.record)
        footer = Self.footer(material, surroundings)
    }

    private static func commands(_ view: RunView) -> String {
        let run = view.record.run
        return """
            git log --oneline --notes='hone/*' hone/\(run)/best
            git diff \(view.record.base.short) hone/\(run)/best
            git log --oneline --first-parent refs/hone/journal/\(run)/\(view.record.writer)
            """
    }

    private static func facts(_ record: RunRecord) -> [CandidateBody.Fact] {
        let versions = record.programs.sorted { $0.key < $1.key }.map {
            CandidateBody.Fact(name: $0.key, value: $0.value)
        }
        return [
            CandidateBody.Fact(name: "base", value: record.base.text),
            CandidateBody.Fact(name: "evaluator", value: record.evaluator.id),
            CandidateBody.Fact(name: "seed", value: "\(record.study.seed)"),
            CandidateBody.Fact(
                name: "started", value: Moment.text(record.startedAt, separator: " ") + " UTC"),
        ] + versions
    }

    private static func footer(_ material: ReportMaterial, _ surroundings: Surroundings) -> String {
        let steps = material.view.steps.count - 1
        let extent =
            material.details.count >= steps
            ? ""
            : " All details are here of \(material.details.count) of \(steps) steps: the best, those \(Naming.accepted(in: material.view)) last, and the last ones."
        return
            "Written by hone \(surroundings.version) on \(Moment.text(surroundings.now(), separator: " ")) UTC; "
            + "\(sizePlace), complete in itself.\(extent)"
    }
}

import Listings
import Operations
import StudyModel
import Text

/// A run in a few lines, as `hone status` prints it.
struct RunParagraph {
    private let status: RunStatus
    private var view: RunView { status.view }

    init(_ status: RunStatus) { self.status = status }

    func lines(for console: Console) -> [String] {
        [console.styled(view.record.run.text, .bold) + "  " + state, "  " + score]
            + (view.frontWords.map { ["  " + $0] } ?? [])
            + [SpentLine(view)].compactMap { $0.map { "  " + $0.text } }
            + (cached.map { ["  " + $0] } ?? []) + (view.ceilingWords.map { ["  " + $0] } ?? [])
            + Naming.ends(in: view).map { "  " + $0 }
            + view.lineages.values.sorted { $0.name < $1.name }.compactMap(note)
            + (status.landed ?? []).compactMap { $0.words.map { "  " + $0 } }
            + status.diverted.map { "  " + DivertedLine($0).text } + status.stray.map(note)
            + [PassedOver(view)].compactMap { $0.map { "  " + $0.text } }
    }

    /// The first of the lines with what the best has.
    func line(for console: Console) -> String {
        console.styled(view.record.run.text, .bold) + "  " + state + "; " + score
    }

    private var state: String {
        let (spent, budget) = (view.spent, view.budget)
        let steps =
            budget.updates.map { "\(spent.updates) of \($0) updates in \(spent.steps) steps" }
            ?? budget.steps.flatMap { spent.steps > $0 ? nil : "\(spent.steps) of \($0) steps" }
            ?? "\(spent.steps) steps"
        if status.isStepping { return "running, " + steps }
        guard let finish = view.finish else {
            return "not running, \(steps). \(goingOn)"
        }
        return "ended (\(finish.reason.rawValue)), " + steps
    }

    /// What was not run again, although it is charged.
    private var cached: String? {
        let count = view.spent.cached
        guard count > 0 else { return nil }
        return
            "\(count == 1 ? "1 evaluation" : "\(count) evaluations") taken from what was measured before, and charged like that"
    }

    /// How to go on; and how to end it, of a run that nothing but who proposes would end.
    private var goingOn: String {
        let on = "with `\(Naming.goingOn(view))`"
        return view.record.study.proposer == .external && !Naming.furtherBudget(view).isEmpty
            ? "Compare its best with the base by `hone run --resume \(view.record.run)`, or go on \(on)"
            : "Go on \(on)"
    }

    private var score: String {
        guard let baseline = view.baseline.flatMap({ view.selectionScore($0) ?? $0.score }) else {
            return "the base has no score yet"
        }
        // Where the last one is taken, what it was run on may be a part of the examples.
        guard let best = view.step(of: view.best), best.step.number > 0,
            let score = view.selectionScore(best) ?? best.score
        else {
            return "\(name(on: baseline.sample)) \(Figures.value(baseline.value)), no better candidate yet"
        }
        let gain = view.gainOverBase(best)
        let name = name(on: gain.flatMap { $0.change == nil ? nil : $0.sample } ?? score.sample)
        let figures =
            gain?.change ?? Figures.value(score.value)
            + (gain.map { " (\(view.short($0)) against the base)" } ?? "")
        let below = Naming.rejectedBelow(best, in: view).map { "; it \($0)" } ?? ""
        let branch = "hone/\(view.record.run)/best"
        let isGone = status.stray.contains { $0.name == branch && $0.head == nil }
        let others = view.otherGainsOverBase(best).map { ", " + $0.change }.joined()
        return "\(name) \(figures)\(others) at \(Naming.step(best.step, in: view)), "
            + (isGone ? "whose branch was deleted" : "branch \(branch)") + below
    }

    /// The objective, and what its figures are of.
    private func name(on sample: Sample) -> String {
        let metric = view.objective.metric
        return sample.examples == nil ? metric : "\(metric) on \(Naming.sample(sample, metric: metric))"
    }

    /// What a person should know of a branch that is not where the run is.
    private func note(on branch: StrayBranch) -> String {
        guard let head = branch.head else {
            return
                "  \(branch.name) was deleted; to have it again: `git branch \(branch.name) \(branch.wanted.short)`"
        }
        return
            "  \(branch.name) is behind, at \(head.short): the run is at \(branch.wanted.short), and the branch follows once "
            + "nothing holds it"
    }

    /// What a person should know of a lineage's branch.
    private func note(on lineage: LineageView) -> String? {
        let branch = "hone/\(view.record.run)/\(lineage.name)"
        if lineage.ended != nil { return nil }
        if lineage.branchDeleted { return "  \(branch) was deleted; its commits are kept" }
        guard let place = status.checkedOut[lineage.name],
            !status.diverted.contains(where: { $0.name == branch })
        else { return nil }
        return
            "  \(branch) is checked out at '\(place)', so it is not moved; switch away and it follows at the next step"
    }
}

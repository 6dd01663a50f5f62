import StudyModel
import Text

/// Candidates as a tree from the base down: an accepted chain runs straight, everything else hangs off it. One of several parents hangs off the first.
struct StepTree {
    private struct Branch {
        let step: StepSummary
        /// What stands before this step.
        let prefix: String
        /// What stands before the steps below it.
        let indent: String
    }

    private let view: RunView
    private let children: [CommitID: [StepSummary]]

    init(_ view: RunView) {
        self.view = view
        // A step that follows a revert hangs where the revert went back to.
        children = Dictionary(grouping: view.steps.filter { $0.step.number > 0 }) {
            view.step(of: $0.parent)?.candidate ?? $0.parent
        }
    }

    func lines(for console: Console) -> [String] {
        guard let base = view.baseline else { return [] }
        var lines: [String] = []
        // A stack of our own: a lineage may be 100,000 steps long.
        var open = [Branch(step: base, prefix: "", indent: "")]
        while let branch = open.popLast() {
            lines.append(branch.prefix + label(branch.step, console))
            open += below(branch)
        }
        return lines
    }

    /// The steps below one, in the reverse of the order in which they are drawn.
    private func below(_ branch: Branch) -> [Branch] {
        let steps = branch.step.candidate.flatMap { children[$0] } ?? []
        let straight = steps.last { $0.verdict == .accepted }
        let aside = steps.filter { $0.step != straight?.step }.map {
            Branch(step: $0, prefix: branch.indent + "├─ ", indent: branch.indent + "│  ")
        }
        return (straight.map { [Branch(step: $0, prefix: branch.indent, indent: branch.indent)] } ?? [])
            + aside.reversed()
    }

    private func label(_ step: StepSummary, _ console: Console) -> String {
        let score = Naming.scores(step, in: view).map { " " + $0 } ?? ""
        let gain = view.gainOverBase(step).map { " (" + view.short($0) + ")" } ?? ""
        let mark = step.candidate == view.best ? console.styled(" *best", .bold) : ""
        let fate = Naming.fate(step, in: view).map { ", " + $0 } ?? ""
        let standing = console.styled(Naming.standing(step) + fate, Naming.style(step) ?? .dim)
        let others = step.parents.others.compactMap(view.step(of:)).map { Naming.step($0.step, in: view) }
        let also = others.isEmpty ? "" : " (and of \(others.joined(separator: ", ")))"
        let below = Naming.rejectedBelow(step, in: view).map { " (\($0))" } ?? ""
        let mends = Naming.mended(step, in: view).map { " (\($0))" } ?? ""
        return Naming.step(step.step, in: view) + score + gain + " " + standing + mark + also + mends + below
            + "  "
            + step.summary
    }
}

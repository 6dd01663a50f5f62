import StudyModel
import Text

/// Candidates as a tree from the base down: a lineage runs straight, everything else hangs off it. One of several parents hangs off the first; what is made from a step
/// that is not drawn hangs off the nearest one above it that is.
struct StepTree {
    /// A line to be drawn, and what stands before it.
    private struct Line {
        enum Content {
            /// By its index.
            case step(Int)
            /// How many steps hang here that are not drawn.
            case others(Int)
        }

        let content: Content
        let prefix: String
        /// What stands before the lines below it.
        let indent: String
    }

    private let view: RunView
    /// By the index of a step, those below it that are drawn.
    private var children: [Int: [Int]] = [:]
    private var others: [Int: Int] = [:]

    init(_ view: RunView, _ outline: RunOutline) {
        self.view = view
        let kept = Set(outline.kept)
        let drawn = view.nearestDrawn(kept.contains)
        for (index, step) in view.steps.enumerated() where step.step.number > 0 {
            guard let place = view.index(of: step.parent).flatMap({ drawn[$0] }) else { continue }
            if kept.contains(index) {
                children[place, default: []].append(index)
            } else {
                others[place, default: 0] += 1
            }
        }
    }

    func lines(for console: Console) -> [String] {
        guard let base = view.index(of: view.record.base) else { return [] }
        var lines: [String] = []
        // A stack of our own: a lineage may be 100,000 steps long.
        var open = [Line(content: .step(base), prefix: "", indent: "")]
        while let line = open.popLast() {
            switch line.content {
            case .step(let index):
                lines.append(line.prefix + label(view.steps[index], console))
                open += below(index, line.indent)
            case .others(let count):
                let words = "⋮ \(count) more \(count == 1 ? "step" : "steps")"
                lines.append(line.prefix + console.styled(words, .dim))
            }
        }
        return lines
    }

    /// The lines below a step, in the reverse of the order in which they are drawn.
    private func below(_ index: Int, _ indent: String) -> [Line] {
        let steps = children[index] ?? []
        let straight = steps.last { goesOn(view.steps[$0], with: view.steps[index]) }
        let aside =
            steps.filter { $0 != straight }.map(Line.Content.step)
            + (others[index].map { [.others($0)] } ?? [])
        let lines = aside.enumerated().map { place, content in
            let isLast = straight == nil && place == aside.count - 1
            return Line(
                content: content, prefix: indent + (isLast ? "└─ " : "├─ "),
                indent: indent + (isLast ? "   " : "│  "))
        }
        return (straight.map { [Line(content: .step($0), prefix: indent, indent: indent)] } ?? [])
            + lines.reversed()
    }

    /// Whether a step is where its parent's lineage went.
    private func goesOn(_ step: StepSummary, with parent: StepSummary) -> Bool {
        step.verdict == .accepted && step.lineage == parent.lineage
            && step.moves.contains { $0.head == step.candidate }
    }

    private func label(_ step: StepSummary, _ console: Console) -> String {
        let gain = view.gainOverBase(step).map { " (" + view.shortWithVerdict($0) + ")" } ?? ""
        let score =
            Naming.scores(step, in: view).map { " " + Naming.withOthers($0 + gain, of: step, in: view) } ?? ""
        let mark = step.candidate == view.best ? console.styled(" *best", .bold) : ""
        let fate = Naming.fate(step, in: view).map { ", " + $0 } ?? ""
        let standing = console.styled(Naming.standing(step, in: view) + fate, Naming.style(step) ?? .dim)
        let others = step.parents.others.compactMap(view.step(of:)).map { Naming.step($0.step, in: view) }
        let also = others.isEmpty ? nil : "and of \(others.joined(separator: ", "))"
        let remarks = [
            also, Naming.mended(step, in: view), Naming.cached(step), Naming.rejectedBelow(step, in: view),
            Naming.objection(to: step),
        ].compactMap { $0.map { " (\($0))" } }.joined()
        return Naming.step(step.step, in: view) + score + " " + standing + mark + remarks + "  "
            + step.summary
    }
}

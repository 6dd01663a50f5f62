import StudyModel
import Text

/// Candidates as `git log --graph` draws commits: the newest first, a line from each down to what it was made from.
///
/// What nothing was made from stands beside the line of its parent, close above it. Steps that are not drawn are counted where they came from.
struct StepGraph {
    private let view: RunView
    private let graph: RunGraph
    /// By the index of a node, those below it in time that nothing was made from.
    private let leaves: [Int: [Int]]

    init(_ view: RunView, _ outline: RunOutline) {
        self.view = view
        let graph = RunGraph(view, outline)
        self.graph = graph
        leaves = Dictionary(
            grouping: graph.nodes.indices.filter { Self.isLeaf(graph.nodes[$0], in: view) }
        ) { graph.nodes[$0].parents[0] }
    }

    func lines(for console: Console) -> [String] {
        var (lines, lanes) = ([String](), GraphLanes())
        func text(_ head: String, _ words: String) {
            lines.append(console.cut(head + " " + words))
        }
        for index in graph.nodes.indices.reversed() {
            let node = graph.nodes[index]
            if Self.isLeaf(node, in: view) { continue }
            for leaf in (leaves[index] ?? []).reversed() {
                let mark = self.mark(graph.nodes[leaf], console)
                if lanes.leads(to: index) {
                    text(
                        styling(lanes.aside(of: index, as: Self.place), mark),
                        label(graph.nodes[leaf], console))
                } else {
                    text(
                        styling(lanes.place(leaf, as: Self.place, from: [index]).head, mark),
                        label(graph.nodes[leaf], console))
                }
            }
            if node.leftOut > 0 {
                let words = "\(node.leftOut) more \(node.leftOut == 1 ? "step" : "steps")"
                text(lanes.leads(to: index) ? lanes.gap(above: index) : "┆ ", console.styled(words, .dim))
            }
            let (head, joints) = lanes.place(index, as: Self.place, from: node.parents)
            text(styling(head, mark(node, console)), label(node, console))
            lines += joints.map { $0.trimmingEnd }
        }
        return lines
    }

    /// Stands in a row where a mark goes, which may have a style.
    private static let place: Character = "\u{FFFC}"

    private func styling(_ row: String, _ mark: String) -> String {
        row.split(separator: Self.place, omittingEmptySubsequences: false).joined(separator: mark)
    }

    /// Whether a node is an attempt that nothing was made from.
    private static func isLeaf(_ node: RunGraph.Node, in view: RunView) -> Bool {
        guard case .step(let index) = node.content, node.children == 0, node.parents.count == 1 else {
            return false
        }
        return view.steps[index].verdict != .accepted && node.leftOut == 0
    }

    // MARK: - Words

    private func mark(_ node: RunGraph.Node, _ console: Console) -> String {
        guard case .step(let index) = node.content else { return console.styled("↶", .yellow) }
        let step = view.steps[index]
        if step.candidate == view.best { return console.styled("●", .bold) }
        if step.step.number == 0 { return "◆" }
        let glyph = step.verdict == .accepted ? "○" : "×"
        return Naming.style(step).map { console.styled(glyph, $0) } ?? glyph
    }

    private func label(_ node: RunGraph.Node, _ console: Console) -> String {
        switch node.content {
        case .step(let index): label(view.steps[index], console)
        case .revert(let record):
            console.styled("lineage \(record.lineage) went back", .yellow)
                + "  to \(Naming.step(record.toStep, in: view))"
        }
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
        return Naming.step(step.step, in: view) + lineages(step, console) + score + " " + standing + mark
            + remarks + "  " + step.summary
    }

    /// The lineages whose head a step is, as git names branches; none where there is but one.
    private func lineages(_ step: StepSummary, _ console: Console) -> String {
        guard view.lineages.count > 1 else { return "" }
        let names = view.lineages.values.filter { $0.head == step.candidate }.map { lineage in
            lineage.name.text + (lineage.ended == nil ? "" : ", ended")
        }
        return names.isEmpty ? "" : " " + console.styled("(\(names.sorted().joined(separator: "; ")))", .cyan)
    }
}

import StudyModel

/// Which accepted candidate came from which, a row a lineage: what the template `lineage_tree` shows.
struct LineageTree: Hashable, Sendable {
    let width: String
    let height: String
    let description: String
    let edges: [Edge]
    let ends: [End]
    let names: [Caption]
    let nodes: [Node]
    let words: String
    /// Which lineages ended, and why.
    let ended: String?
    let limit: String?

    /// Where a lineage ended.
    struct End: Hashable, Sendable {
        let line: String
        let title: String
    }

    struct Edge: Hashable, Sendable {
        enum Kind: String, Sendable {
            case plain = "edge"
            case toBest = "edge to-best"
            case merge = "edge merge"
        }

        let line: String
        let kind: Kind
        /// Whether it passes over candidates that are not drawn.
        let passesOver: Bool
        /// The classes of its element.
        let look: String

        init(line: String, kind: Kind, passesOver: Bool) {
            self.line = line
            self.kind = kind
            self.passesOver = passesOver
            look = kind.rawValue + (passesOver ? " over" : "")
        }
    }

    struct Node: Hashable, Sendable {
        let x: String
        let y: String
        let radius: String
        let textY: String
        let flagY: String
        let attemptsY: String
        let label: String
        let look: String
        let title: String
        let flag: String?
        let attempts: String?
    }

    init(_ view: RunView) {
        let layout = TreeLayout(view)
        width = px(layout.width)
        height = px(layout.height)
        edges = layout.edges
        ends = layout.ends
        names = layout.rows.map {
            Caption(x: "4", y: px(layout.y($0.row) + 4), look: "lineage", text: $0.name.text)
        }
        nodes = layout.nodes.map { Self.node($0, layout) }
        let count = view.lineages.count
        let accepted = view.steps.count { StepLook($0) == .accepted }
        let word = Naming.accepted(in: view)
        description =
            "\(count) \(count == 1 ? "lineage" : "lineages") with \(accepted) \(word) \(accepted == 1 ? "candidate" : "candidates"). "
            + "The table of candidates says the same in words."
        words =
            "From left to right in the order of time; the number is the step, the path to the best is drawn bold. "
            + "“+3” below a candidate: three changes to it were tried and not \(word)."
            + (layout.edges.contains { $0.kind == .merge }
                ? " A dashed line leads from a further parent to what it was merged into." : "")
            + (layout.edges.contains(where: \.passesOver)
                ? " A dotted line passes over candidates that are not drawn." : "")
            + (layout.ends.isEmpty ? "" : " A bar ends a lineage.")
        ended = Self.endWords(view)
        limit =
            layout.leftOut == 0
            ? nil
            : "\(layout.leftOut) \(word) \(layout.leftOut == 1 ? "candidate" : "candidates") in the middle of the run are left out of the drawing."
    }

    /// The first of them.
    private static func endWords(_ view: RunView) -> String? {
        let ends = Naming.ends(in: view)
        guard !ends.isEmpty else { return nil }
        let others = ends.count - mostEnds
        return ends.prefix(mostEnds).joined(separator: "; ")
            + (others > 0 ? "; others for \(others) other \(others == 1 ? "reason" : "reasons")" : "") + "."
    }

    private static let mostEnds = 8

    private static func node(_ node: TreeLayout.Node, _ layout: TreeLayout) -> Node {
        let (x, y) = (layout.x(node.column), layout.y(node.row))
        return Node(
            x: px(x), y: px(y), radius: px(TreeLayout.radius), textY: px(y + 4), flagY: px(y - 20),
            attemptsY: px(y + 28), label: node.label, look: node.look, title: node.title,
            flag: node.isBest ? "best" : nil, attempts: node.attempts == 0 ? nil : "+\(node.attempts)")
    }
}

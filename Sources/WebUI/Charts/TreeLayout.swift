import StudyModel
import Text

/// Where the candidates of the tree of lineages lie: a row a lineage, a column a candidate.
struct TreeLayout {
    struct Node {
        let column: Int
        let row: Int
        let label: String
        let look: String
        let title: String
        let isBest: Bool
        let attempts: Int
    }

    struct Row {
        let row: Int
        let name: LineageName
        /// That the lineage ended, and why.
        let end: String?
    }

    static let radius = 14.0
    /// Of more candidates those of the run's outline are drawn.
    private static let mostNodes = 50

    let rows: [Row]
    private(set) var nodes: [Node] = []
    private(set) var edges: [LineageTree.Edge] = []
    private(set) var ends: [LineageTree.End] = []
    /// Accepted candidates that there was no room for.
    let leftOut: Int
    private let margin: Double
    /// By the index of a step, where its candidate lies.
    private var places: [Int: (column: Int, row: Int)] = [:]
    /// By the index of a step that of the nearest which is drawn.
    private let nearest: [Int?]

    var width: Double { x(max(nodes.count - 1, 0)) + Self.radius + 12 }
    var height: Double { y(max(rows.count - 1, 0)) + 40 }

    func x(_ column: Int) -> Double { margin + Self.radius + Double(column) * 46 }
    func y(_ row: Int) -> Double { 40 + Double(row) * 66 }

    init(_ view: RunView) {
        let origins = Set(view.lineages.values.map(\.origin))
        let shown = view.steps.indices.filter { index in
            guard let candidate = view.steps[index].candidate else { return false }
            return [.base, .accepted].contains(StepLook(view.steps[index])) || origins.contains(candidate)
        }
        let kept = shown.count > Self.mostNodes ? Set(RunOutline(view).kept).intersection(shown) : Set(shown)
        leftOut = shown.count - kept.count
        nearest = view.nearestDrawn(kept.contains)
        let names = view.lineages.keys.sorted().filter { name in
            // A lineage that ended has its candidates left out, and then its row too.
            name == .first || kept.contains { view.steps[$0].lineage == name } || Self.isWaiting(name, view)
        }
        rows = names.enumerated().map {
            Row(row: $0.offset, name: $0.element, end: view.lineages[$0.element].flatMap(Naming.end))
        }
        margin = 16 + 8 * Double(names.map(\.text.count).max() ?? 1)
        let rowOf = Dictionary(rows.map { ($0.name, $0.row) }) { $1 }
        let attempts = Self.attempts(view)
        let bold = Set(view.pathToBest)
        for index in shown where kept.contains(index) {
            add(index, view, row: rowOf[view.steps[index].lineage] ?? 0, attempts[index] ?? 0, bold)
        }
        for row in rows where Self.isWaiting(row.name, view) { addWaiting(row, view) }
        ends = rows.compactMap(end)
    }

    private mutating func add(
        _ index: Int, _ view: RunView, row: Int, _ attempts: Int, _ bold: Set<Int>
    ) {
        let step = view.steps[index]
        let column = nodes.count
        let isBest = step.candidate == view.best
        let score = Naming.scores(step, in: view).map { " \($0)" } ?? ""
        let gain = view.gainOverBase(step).map { ", \(view.short($0)) against the base" } ?? ""
        let name = StepName.short(step.step, in: view)
        nodes.append(
            Node(
                column: column, row: row, label: "\(step.step.number)",
                look: StepLook(step).rawValue + (isBest ? " best" : ""),
                title:
                    "step \(name), \(Naming.standing(step, in: view))\(score)\(step.step.number == 0 ? "" : gain)",
                isBest: isBest, attempts: attempts))
        for (order, parent) in step.parents.all.enumerated() where step.step.number > 0 {
            guard let (from, isNear) = drawn(parent, view) else { continue }
            let kind: LineageTree.Edge.Kind = order > 0 ? .merge : bold.contains(index) ? .toBest : .plain
            connect(from, (column, row), kind, passingOver: !isNear)
        }
        places[index] = (column, row)
    }

    /// Where a parent lies, or of one that is not drawn the nearest above it that is.
    private func drawn(_ parent: CommitID, _ view: RunView) -> (place: (column: Int, row: Int), isNear: Bool)?
    {
        guard let index = view.index(of: parent), let drawn = nearest[index], let place = places[drawn] else {
            return nil
        }
        return (place, drawn == index)
    }

    /// A bar after the last candidate of a lineage that ended.
    private func end(_ row: Row) -> LineageTree.End? {
        guard let words = row.end, let last = nodes.last(where: { $0.row == row.row }) else { return nil }
        return LineageTree.End(
            line: "M\(px(x(last.column) + Self.radius)) \(px(y(row.row)))h6m0 -8v16", title: words)
    }

    /// A lineage on which nothing has been accepted yet.
    private mutating func addWaiting(_ row: Row, _ view: RunView) {
        guard let lineage = view.lineages[row.name] else { return }
        let column = nodes.count
        let origin = view.index(of: lineage.origin)
        let from = origin.map { StepName.short(view.steps[$0].step, in: view) } ?? lineage.origin.short
        nodes.append(
            Node(
                column: column, row: row.row, label: "…", look: "waiting",
                title:
                    "lineage \(row.name) starts at step \(from); nothing was \(Naming.accepted(in: view)) on it yet",
                isBest: false, attempts: 0))
        if let place = origin.flatMap({ places[$0] }) { connect(place, (column, row.row), .plain) }
    }

    private mutating func connect(
        _ from: (column: Int, row: Int), _ to: (column: Int, row: Int), _ kind: LineageTree.Edge.Kind,
        passingOver: Bool = false
    ) {
        let (x1, y1) = (x(from.column) + Self.radius, y(from.row))
        let (x2, y2) = (x(to.column) - Self.radius, y(to.row))
        let bend = min(x1 + 23, x2)
        let line =
            if from.row != to.row, kind == .merge {
                lane(from: (x1, y1), to: (x2 + Self.radius, y2))
            } else if from.row != to.row {
                "M\(px(x1)) \(px(y1))C\(px(bend)) \(px(y1)) \(px(x1)) \(px(y2)) \(px(bend)) \(px(y2))H\(px(x2))"
            } else if to.column - from.column > 1 {
                // Over the candidates between them.
                "M\(px(x1)) \(px(y1 - 4))Q\(px((x1 + x2) / 2)) \(px(y1 - 34)) \(px(x2)) \(px(y2 - 4))"
            } else {
                "M\(px(x1)) \(px(y1))H\(px(x2))"
            }
        edges.append(LineageTree.Edge(line: line, kind: kind, passesOver: passingOver))
    }

    /// Between its own row and the next, past the candidates of both, and then down or up to one: in its column there is no other.
    private func lane(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) -> String {
        let way = start.y < end.y ? 1.0 : -1
        let lane = start.y + 26 * way
        return
            "M\(px(start.x)) \(px(start.y))C\(px(start.x + 14)) \(px(start.y)) \(px(start.x + 4)) \(px(lane)) "
            + "\(px(start.x + 18)) \(px(lane))H\(px(end.x - 14))Q\(px(end.x)) \(px(lane)) \(px(end.x)) "
            + "\(px(lane + 14 * way))V\(px(end.y - Self.radius * way))"
    }

    // MARK: - Asking the run

    private static func isWaiting(_ name: LineageName, _ view: RunView) -> Bool {
        name != .first && !view.steps.contains { $0.lineage == name && StepLook($0) == .accepted }
            && !view.steps.contains { $0.lineage == name && $0.verdict == .rejected && $0.step.number > 0 }
            && view.lineages[name]?.branchDeleted == false
    }

    /// By the index of a candidate's step, how many changes to it were not accepted.
    private static func attempts(_ view: RunView) -> [Int: Int] {
        view.steps.reduce(into: [:]) { counts, step in
            guard StepLook(step) == .rejected || StepLook(step) == .failed,
                let parent = view.index(of: step.parent)
            else { return }
            counts[parent, default: 0] += 1
        }
    }
}

/// Lines that run down a terminal from what was made to what it was made from, each in a lane of two columns.
///
/// A lane is taken by the number of the node that it leads to. Drawn from the newest node to the oldest; where two lanes lead to one node they join at once.
struct GraphLanes {
    private var lanes: [Int?] = []

    /// Whether a lane leads to a node.
    func leads(to node: Int) -> Bool { lanes.contains(node) }

    /// A node's own row; its lane goes on to `parents`. Returns what stands before its text, and the rows that join lanes below it.
    mutating func place(_ node: Int, as mark: Character, from parents: [Int]) -> (
        head: String, joints: [String]
    ) {
        let lane = lanes.firstIndex(of: node) ?? free(after: -1)
        let head = row { $0 == lane ? mark : nil }
        lanes[lane] = parents.first
        var joints: [String] = []
        if let first = parents.first { joints += join(first) }
        for parent in parents.dropFirst() { joints.append(branch(to: parent, from: parents[0])) }
        while let last = lanes.last, last == nil { lanes.removeLast() }
        return (head, joints)
    }

    /// A row with a mark beside the lane that leads to a node, which nothing was made from.
    func aside(of node: Int, as mark: Character) -> String {
        guard let lane = lanes.firstIndex(of: node) else { return row { _ in nil } }
        return row(gap: { $0 == lane ? mark : " " }, mark: { $0 == lane ? "├" : nil })
    }

    /// A row in which the lane to a node is broken, for what is left out there.
    func gap(above node: Int) -> String {
        guard let lane = lanes.firstIndex(of: node) else { return row { _ in nil } }
        return row { $0 == lane ? "┆" : nil }
    }

    /// Has all lanes that lead to a node join the leftmost of them.
    private mutating func join(_ node: Int) -> [String] {
        let alike = lanes.indices.filter { lanes[$0] == node }
        guard let first = alike.first else { return [] }
        return alike.dropFirst().reversed().map { lane in
            let joint = bridge(first, lane, "├", "╯")
            lanes[lane] = nil
            return joint
        }
    }

    /// Has the lane to one parent lead to another one too.
    private mutating func branch(to parent: Int, from first: Int) -> String {
        let start = lanes.firstIndex(of: first) ?? 0
        if let lane = lanes.firstIndex(of: parent) {
            return bridge(min(start, lane), max(start, lane), "├", "┤")
        }
        let lane = free(after: start)
        lanes[lane] = parent
        return bridge(start, lane, "├", "╮")
    }

    private mutating func free(after lane: Int) -> Int {
        if let free = lanes.indices.first(where: { $0 > lane && lanes[$0] == nil }) { return free }
        lanes.append(nil)
        return lanes.count - 1
    }

    private func bridge(_ left: Int, _ right: Int, _ start: Character, _ end: Character) -> String {
        func mark(_ lane: Int) -> Character? {
            switch lane {
            case left: start
            case right: end
            case left..<right: lanes[lane] == nil ? "─" : "┼"
            default: nil
            }
        }
        return row(gap: { (left..<right).contains($0) ? "─" : " " }, mark: mark)
    }

    /// - Parameters:
    ///   - gap: what stands after a lane.
    ///   - mark: what stands in one; `nil` for its line, if there is one.
    private func row(gap: (Int) -> Character = { _ in " " }, mark: (Int) -> Character?) -> String {
        String(
            lanes.indices.flatMap { lane in
                [mark(lane) ?? (lanes[lane] == nil ? " " : "│"), gap(lane)]
            })
    }
}

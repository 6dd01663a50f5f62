/// What of a run came from what, as far as it is drawn: its steps and the goings back that stand, the oldest first.
package struct RunGraph: Sendable {
    /// Something to be drawn.
    package enum Content: Hashable, Sendable {
        /// A step, by its index in the view.
        case step(Int)
        /// A person went back: the lineage goes on from an earlier step's files.
        case revert(RevertRecord)
    }

    package struct Node: Hashable, Sendable {
        package let content: Content
        /// The nodes that it was made from, by their index, the first one before others; of a parent that is not drawn the nearest one above it that is.
        package internal(set) var parents: [Int]
        /// How many nodes go on from it.
        package internal(set) var children = 0
        /// How many steps that are not drawn were made from it, or from one of these.
        package internal(set) var leftOut = 0
    }

    /// Each after those that it was made from.
    package private(set) var nodes: [Node] = []

    /// - Parameter outline: the steps that are drawn.
    package init(_ view: RunView, _ outline: RunOutline) {
        let kept = Set(outline.kept)
        let drawn = view.nearestDrawn(kept.contains)
        var nodeOfStep: [Int: Int] = [:]
        var nodeOfRevert: [CommitID: Int] = [:]
        func node(of parent: CommitID) -> Int? {
            nodeOfRevert[parent] ?? view.index(of: parent).flatMap { drawn[$0] }.flatMap { nodeOfStep[$0] }
        }
        func add(_ content: Content, from parents: [CommitID]) {
            var places: [Int] = []
            for place in parents.compactMap(node) where !places.contains(place) { places.append(place) }
            for place in places { nodes[place].children += 1 }
            nodes.append(Node(content: content, parents: places))
        }
        var index = -1
        for entry in view.events(after: 0) {
            switch entry.content {
            case .step(let step):
                index += 1
                let parents = step.step.number > 0 ? step.parents.all : []
                if kept.contains(index) {
                    nodeOfStep[index] = nodes.count
                    add(.step(index), from: parents)
                } else if let place = parents.first.flatMap(node) {
                    nodes[place].leftOut += 1
                }
            case .event(.reverted(let record)) where !view.isUndone(entry):
                nodeOfRevert[record.commit] = nodes.count
                add(.revert(record), from: [record.to])
            case .event: break
            }
        }
    }
}

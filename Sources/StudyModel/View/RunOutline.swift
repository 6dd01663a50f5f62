/// Which steps of a long run stand for it: its start and its end, the best with what led to it, and where lineages began, ended or were merged.
package struct RunOutline: Hashable, Sendable {
    /// How much of a run is listed.
    package enum Extent: Hashable, Sendable { case outline, full }

    /// The indices of the steps that are listed, in order.
    package let kept: [Int]
    /// How many steps there are.
    package let count: Int

    /// How many are not listed.
    package var leftOut: Int { count - kept.count }

    /// A run of up to 50 steps and its base is listed whole.
    package init(_ view: RunView, _ extent: Extent = .outline) {
        count = view.steps.count
        guard extent == .outline, count > Self.longest else {
            kept = Array(view.steps.indices)
            return
        }
        let ends = Array(view.steps.indices.prefix(Self.first)) + view.steps.indices.suffix(Self.last)
        let turning = view.steps.indices.filter { Self.isTurning(view.steps[$0]) }.suffix(Self.some)
        let heads = view.lineages.values.filter { $0.ended == nil }.compactMap { view.index(of: $0.head) }
        kept = Set(
            ends + turning + heads.sorted().suffix(Self.some) + view.pathToBest.prefix(Self.some)
        ).sorted()
    }

    private static let longest = 51
    private static let (first, last, some) = (6, 15, 20)

    /// Whether a lineage begins or ends by a step, or candidates are merged.
    private static func isTurning(_ step: StepSummary) -> Bool {
        if step.verdict == .accepted, !step.parents.others.isEmpty { return true }
        return step.moves.contains { move in
            if case .advanced = move.change { false } else { true }
        }
    }
}

extension RunView {
    /// By the index of each step that of the nearest which is drawn, by the first parents: its own, or of one above it; `nil` where there is none.
    package func nearestDrawn(_ isDrawn: (Int) -> Bool) -> [Int?] {
        var nearest: [Int?] = []
        nearest.reserveCapacity(steps.count)
        for (index, step) in steps.enumerated() {
            let above = step.step.number > 0 ? self.index(of: step.parent) : nil
            nearest.append(isDrawn(index) ? index : above.flatMap { $0 < index ? nearest[$0] : nil })
        }
        return nearest
    }

    /// The indices of the best candidate's step and of those that it was made from, by the first parent, down to the base.
    package var pathToBest: [Int] {
        var path: [Int] = []
        var next = index(of: best)
        while let index = next, path.last.map({ $0 > index }) ?? true {
            path.append(index)
            next = steps[index].step.number > 0 ? self.index(of: steps[index].parent) : nil
        }
        return path
    }
}

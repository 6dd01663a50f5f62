extension RunView {
    /// Returns how much better than the base a step's candidate is by each objective, as far as selection goes by it; `nil` where one is not known.
    package func selectedGains(_ step: StepSummary) -> [Double]? {
        let gains = record.study.objectives.indices.compactMap { selectedGain(step, by: $0) }
        return gains.count == record.study.objectives.count ? gains : nil
    }

    /// Tells whether a step's candidate is one that the search may go on from: it was accepted, and neither turned down by a person nor undone.
    package func mayBeParent(_ step: StepSummary) -> Bool {
        step.verdict == .accepted && !isUndone(step) && step.candidate.map { !isRejected($0) } ?? false
    }

    /// The candidates that no other dominates by the study's objectives, the best first; of several with the same gains one. With one objective the best alone.
    ///
    /// Those that may be parents are looked at, the base among them: accepted, and neither turned down by a person nor undone.
    package var front: [StepSummary] {
        guard let best = step(of: best) else { return [] }
        guard !record.study.otherObjectives.isEmpty else { return [best] }
        let members = steps.filter { step in
            mayBeParent(step) && step.candidate != self.best && !step.isReported
        }.map { (step: $0, rank: rank($0)) }.sorted { $0.rank < $1.rank }.map(\.step)
        let front = ([best] + members).undominated { selectedGains($0) }
        return front.first?.step == best.step ? front : [best] + front
    }

    /// How many candidates none other beats by all objectives, and how to list them, in a sentence without its end; `nil` where one objective decides, whose
    /// best is the front, and where only the base is on it.
    package var frontWords: String? {
        guard !record.study.otherObjectives.isEmpty else { return nil }
        let front = front
        guard front.contains(where: { $0.step.number > 0 }) else { return nil }
        let count = front.count
        return "\(count == 1 ? "1 candidate is" : "\(count) candidates are") beaten by none in all of "
            + record.study.objectives.map(\.metric).joined(separator: ", ")
            + "; list them with `hone log \(record.run) --front`"
    }
}

extension Sequence {
    /// Returns those that no other dominates: none is as good by every gain, and better by one (Pareto, "Manuale di economia politica", 1906).
    ///
    /// Of several with the same gains the first; none of which one is not known.
    package func undominated(by gains: (Element) -> [Double]?) -> [Element] {
        var front: [(element: Element, gains: [Double])] = []
        for element in self {
            guard let own = gains(element) else { continue }
            let isCovered = front.contains { known in zip(known.gains, own).allSatisfy { $0 >= $1 } }
            guard !isCovered else { continue }
            front.removeAll { known in zip(own, known.gains).allSatisfy { $0 >= $1 } }
            front.append((element, own))
        }
        return front.map(\.element)
    }
}

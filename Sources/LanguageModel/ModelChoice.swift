import StudyModel

/// Chooses among several models, each as often as its weight says.
package struct ModelChoice: Sendable {
    private let weights: [Double]

    /// `models` is not empty.
    package init(_ models: [ModelSettings]) {
        precondition(!models.isEmpty, "there is no model to choose")
        weights = models.map { $0.weight.isFinite ? max(0, $0.weight) : 0 }
    }

    /// Returns the index of the model for a seed; the same seed gives the same one.
    package func index(seed: UInt64) -> Int {
        var generator = SeededGenerator(seed: Seeds.derive(seed, "model"))
        let total = weights.reduce(0, +)
        guard total > 0 else { return generator.below(weights.count) }
        var place = generator.unit() * total
        for (index, weight) in weights.enumerated() {
            if place < weight { return index }
            place -= weight
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }
}

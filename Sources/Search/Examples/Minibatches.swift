import StudyModel

/// Which examples each update uses, as a function of the seed and the update's number alone: there is nothing to keep.
///
/// An epoch uses every example once. Where the size does not divide their number, an epoch's last minibatch is the smaller one.
package struct Minibatches: Sendable {
    private let examples: [Example]
    private let size: Int
    private let order: ExampleSettings.Order
    private let seed: UInt64

    /// Minibatches of `size` examples; of all of them where it is `nil`.
    package init(_ examples: [Example], size: Int?, order: ExampleSettings.Order, seed: UInt64) {
        self.examples = examples
        self.size = max(1, min(size ?? examples.count, examples.count))
        self.order = order
        self.seed = seed
    }

    /// How many updates use every example once; 0 where there is none.
    package var updatesPerEpoch: Int { (examples.count + size - 1) / size }

    /// Returns the examples of an update, from 0; empty where there is none.
    package subscript(update update: Int) -> [Example] {
        guard !examples.isEmpty else { return [] }
        let (epoch, batch) = update.quotientAndRemainder(dividingBy: updatesPerEpoch)
        return Array(ordered(epoch: epoch)[(batch * size)..<min((batch + 1) * size, examples.count)])
    }

    private func ordered(epoch: Int) -> [Example] {
        // A minibatch of everything is the same in any order.
        guard order != .dataset, size < examples.count else { return examples }
        let shuffle = order == .shuffled ? epoch : 0
        var generator = SeededGenerator(seed: Seeds.derive(seed, "examples", String(shuffle)))
        return generator.shuffled(examples)
    }
}

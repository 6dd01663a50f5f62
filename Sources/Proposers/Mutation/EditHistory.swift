import StudyModel

/// What edits have brought so far, and the choice of the next kind by it.
///
/// The choice is Thompson sampling (Thompson, "On the likelihood that one unknown probability exceeds another in view of the
/// evidence of two samples", Biometrika 1933; Chapelle and Li, "An empirical evaluation of Thompson sampling", NIPS 2011): each
/// kind has a beta distribution of its chance to bring a new best, one number is drawn from each, and the largest wins.
/// There is no state: the counts come with the request.
struct EditHistory: Hashable, Sendable {
    private var byKind: [EditKind: EditRecord] = [:]
    private var byLabel: [EditLabel: EditRecord] = [:]

    init(_ edits: [String: EditRecord]) {
        for (text, record) in edits {
            for label in Set(EditLabel.labels(in: text)) {
                byKind[label.kind, default: EditRecord()].add(record)
                byLabel[label, default: EditRecord()].add(record)
            }
        }
    }

    /// Returns the kind to try, among those given, or `nil` where none is.
    func kind(among kinds: [EditKind], using generator: inout SeededGenerator) -> EditKind? {
        let draws = kinds.map { (kind: $0, chance: draw($0, using: &generator)) }
        return draws.max { $0.chance < $1.chance }?.kind
    }

    /// How much sooner than at first an edit of this label is tried again: above 1 where it paid, below where it did not.
    func payoff(of label: EditLabel) -> Double {
        guard let record = byLabel[label] else { return 1 }
        return (1 + 3 * Double(record.gained)) / (1 + 0.5 * Double(record.tried))
    }

    private func draw(_ kind: EditKind, using generator: inout SeededGenerator) -> Double {
        let record = (byKind[kind] ?? EditRecord()).capped(at: 100)
        return generator.beta(
            successes: kind.prior.successes + record.gained,
            failures: kind.prior.failures + record.tried - record.gained)
    }
}

extension EditRecord {
    fileprivate mutating func add(_ other: EditRecord) {
        tried += other.tried
        scored += other.scored
        gained += other.gained
    }

    /// The same shares of fewer tries: old certainty must not outweigh what a changed program now rewards.
    fileprivate func capped(at most: Int) -> EditRecord {
        let gained = min(gained, tried)
        guard tried > most else { return EditRecord(tried: tried, scored: scored, gained: gained) }
        // Never quite zero successes where there was one.
        return EditRecord(
            tried: most, scored: scored * most / tried, gained: (gained * most + tried - 1) / tried)
    }
}

extension SeededGenerator {
    /// Returns a number drawn from the beta distribution of two counts, each at least 1.
    ///
    /// The a-th smallest of a + b - 1 uniform numbers is distributed so; no logarithm, hence alike on every machine.
    mutating func beta(successes: Int, failures: Int) -> Double {
        let uniforms = (0..<(successes + failures - 1)).map { _ in unit() }
        return uniforms.sorted()[successes - 1]
    }

    /// Returns an index with a chance in proportion to its weight, or `nil` where no weight is above zero.
    mutating func index(weights: [Double]) -> Int? {
        let total = weights.reduce(0, +)
        guard total > 0 else { return nil }
        var rest = unit() * total
        for (index, weight) in weights.enumerated() where weight > 0 {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.lastIndex { $0 > 0 }
    }
}

import Search
import Statistics
import StudyModel

/// What a comparison can tell, by what the base's own trials say of chance.
package struct TellableGain: Hashable, Sendable {
    /// Where it is made.
    package enum Place: String, Hashable, Sendable {
        case step, end, test
    }

    /// What it rests on.
    package enum Observed: Hashable, Sendable {
        /// Examples of a split.
        case examples(Split, Int)
        /// Clusters of the examples of a split.
        case clusters(Split, Int)
        /// Runs of both in turn.
        case pairs(Int)
        /// Runs of both in turn until they decide, so many at the least and at the most.
        case race(ClosedRange<Int>)
        /// So many runs of the candidate, beside those that are stored of its parent.
        case runs(Int)
    }

    package let place: Place
    package let observed: Observed
    /// How many candidates are taken out at most.
    package let candidates: Int
    /// Which look at the same examples it is, from 1.
    package let look: Int
    /// How many observations it takes at least; `nil` where there are as many.
    package let least: Int?
    /// `nil` where the base's trials tell nothing of it.
    package let gain: DetectableGain?

    init(
        _ place: Place, _ observed: Observed, candidates: Int = 1, look: Int = 1, least: Int? = nil,
        gain: DetectableGain?
    ) {
        self.place = place
        self.observed = observed
        self.candidates = candidates
        self.look = look
        self.least = least
        self.gain = gain
    }

    /// Whether it rests on runs, not on examples.
    package var isOfRuns: Bool {
        switch observed {
        case .examples, .clusters: false
        case .pairs, .race, .runs: true
        }
    }

    /// In standard deviations of what two candidates differ by from example to example, where the base's scores leave open how large those are; else `nil`.
    package var deviations: Double? {
        guard let gain, gain.gain == nil, case .examples = gain.basis else { return nil }
        return gain.deviations
    }

    func write(to line: inout ObjectWriter) {
        line.put("comparison", place.rawValue)
        switch observed {
        case .examples(let split, let count):
            line.put("split", split)
            line.put("examples", count)
            line.put("candidates", candidates)
            line.put("least_examples", least)
        case .clusters(let split, let count):
            line.put("split", split)
            line.put("clusters", count)
            line.put("candidates", candidates)
            line.put("least_clusters", least)
        case .pairs(let count): line.put("pairs", count)
        case .race(let looks): line.put("pairs", each: [looks.lowerBound, looks.upperBound])
        case .runs(let count): line.put("runs", count)
        }
        if look > 1 { line.put("look", look) }
        line.put("estimate", gain?.gain)
        line.put("interval", each: gain?.bounds.map { [$0.lowerBound, $0.upperBound] } ?? [])
        line.put("confidence", gain?.bounds.map { _ in DetectableGain.confidence })
        switch observed {
        case .examples: line.put("examples_for_half", gain?.enough?.count)
        case .clusters: line.put("clusters_for_half", gain?.enough?.count)
        case .pairs, .race, .runs: line.put("runs_for_half", gain?.enough?.count)
        }
        line.put("half", gain?.enough?.gain)
        line.put("deviations", deviations)
        switch gain?.basis {
        case .answers(let turned):
            line.put("basis", "answers")
            line.put("turned", turned)
        case .repeats(let spread):
            line.put("basis", "repeats")
            line.put("sd", spread.deviation)
        case .examples(let spread):
            line.put("basis", "examples")
            line.put("sd", spread.deviation)
        case nil: break
        }
    }
}

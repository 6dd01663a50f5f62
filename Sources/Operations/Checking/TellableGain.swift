import Search
import StudyModel

/// What a comparison over examples can tell, where they are right or wrong.
package struct TellableGain: Hashable, Sendable {
    /// Where it is made.
    package enum Place: String, Hashable, Sendable {
        case step, end, test
    }

    package let place: Place
    package let split: Split
    /// How many observations it rests on.
    package let examples: Int
    /// How many candidates are taken out at most.
    package let candidates: Int
    /// How many observations it takes at least; `nil` where there are as many.
    package let least: Int?
    /// `nil` where scores are other than 0 and 1, of which nothing is known before.
    package let gain: DetectableShare?

    init(
        _ place: Place, split: Split, examples: Int, candidates: Int, least: Int?, gain: DetectableShare?
    ) {
        self.place = place
        self.split = split
        self.examples = examples
        self.candidates = candidates
        self.least = least
        self.gain = gain
    }

    func write(to line: inout ObjectWriter) {
        line.put("comparison", place.rawValue)
        line.put("split", split)
        line.put("examples", examples)
        line.put("candidates", candidates)
        line.put("least_examples", least)
        line.put("estimate", gain?.gain)
        line.put("examples_for_half", gain?.enoughForHalf)
    }
}

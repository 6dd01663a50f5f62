import Statistics
import StudyModel

/// How a study compares two candidates, and what that can tell at best.
package enum ComparisonPlan: Hashable, Sendable {
    /// A deterministic evaluator: the values themselves.
    case exact
    /// Repeats of both in turn, in one sitting.
    case pairs(Int)
    /// Repeats of both, each from its own step.
    case samples(parent: Int, candidate: Int)
    /// The same examples for both.
    case examples(Int)

    /// The plan of a study's steps; `examples` is how many one step runs, 0 where the study has none.
    package init(_ study: Study, examples: Int) {
        let measure = study.evaluator.measure
        if study.evaluator.deterministic {
            self = .exact
        } else if examples > 0 {
            let tail = Self.tail(study.search.accept.confidence)
            self = .examples(Self.areEnough(examples, tail: tail) ? examples : examples * measure.repeats)
        } else if measure.compare == .interleaved {
            self = .pairs(measure.repeats)
        } else {
            self = .samples(parent: measure.repeats, candidate: measure.repeats)
        }
    }

    /// The smallest one-sided p-value that the test can give: with all of the evidence on one side.
    ///
    /// Where it is above `1 - confidence` no candidate can ever be accepted, however good.
    package var smallestAttainableP: Double {
        switch self {
        case .exact: 0
        case .pairs(let count): SignedRankTest.smallestP(pairs: count)
        case .examples(let count): SignFlipTest.smallestP(pairs: count)
        case .samples(let parent, let candidate):
            RankSumTest.smallestP(candidate: candidate, parent: parent)
        }
    }

    /// Tells whether the test can ever accept at this confidence.
    package func canAccept(confidence: Double) -> Bool {
        smallestAttainableP <= Self.tail(confidence)
    }

    /// The chance of being wrong that a confidence leaves, with the rounding of `1 - confidence` taken out.
    static func tail(_ confidence: Double) -> Double { 1 - confidence + 1e-12 }

    /// Tells whether so many examples can decide by one pair each; of fewer each repeat makes a pair.
    static func areEnough(_ examples: Int, tail: Double) -> Bool {
        SignFlipTest.smallestP(pairs: examples) <= tail
    }
}

/// Returns the smallest p-value that a study's steps can give, `examples` being how many one step runs (0 for none).
package func smallestAttainableP(of study: Study, examples: Int) -> Double {
    ComparisonPlan(study, examples: examples).smallestAttainableP
}

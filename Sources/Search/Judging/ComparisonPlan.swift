import Statistics
import StudyModel

/// How a study compares two candidates, and what that can tell at best.
///
/// Of several examples each is one observation, its repeats averaged: they make its figure firmer and stand in for no other example. Where there are not
/// several, what is observed are runs, or nothing is random.
package enum ComparisonPlan: Hashable, Sendable {
    /// A deterministic evaluator of the whole: the values themselves.
    case exact
    /// Repeats of both in turn, in one sitting.
    case pairs(Int)
    /// The same until they decide, so many at the least and at the most.
    case race(ClosedRange<Int>)
    /// Repeats of both, each from its own step.
    case samples(parent: Int, candidate: Int)
    /// The same examples for both: several, or the one of a minibatch.
    case examples(Int)

    /// The plan of a comparison over so many examples, 0 where the study has none.
    package init(_ study: Study, examples: Int) {
        let (measure, repeats) = (study.evaluator.measure, study.repeats)
        if study.observesExamples(examples) {
            self = .examples(examples)
        } else if study.evaluator.deterministic {
            self = .exact
        } else if case .race(let looks) = measure.repeats, study.mayRace, examples == 0 {
            self = .race(looks)
        } else if measure.compare == .interleaved {
            self = .pairs(repeats)
        } else {
            self = .samples(parent: repeats, candidate: repeats)
        }
    }

    /// The plan of a study's steps; of two comparisons a step, that over fewer examples.
    ///
    /// - Parameter examples: the study's, of every split; empty where it has none.
    package init(ofStepsOf study: Study, examples: [Example]) {
        let least = { (batch: Int, validation: Int) in
            switch study.search.accept.on {
            case .train: batch
            case .validation: validation
            case .staged: min(batch, validation)
            }
        }
        let count = { (split: Split) in examples.count { $0.split == split } }
        let batch = min(study.batch.size ?? .max, count(.train))
        self.init(study, examples: least(batch, count(.validation)))
        if case .examples = self {
            self = .examples(
                least(
                    examples.leastObservations(in: batch, of: .train), examples.observations(of: .validation))
            )
        }
    }

    /// Whether what is observed are runs, which differ by chance.
    var isOverRuns: Bool {
        switch self {
        case .exact, .examples: false
        case .pairs, .race, .samples: true
        }
    }

    /// Whether those are runs beside each other.
    var isPaired: Bool {
        switch self {
        case .pairs, .race: true
        case .exact, .examples, .samples: false
        }
    }

    /// The smallest one-sided p-value that the test can give: with all of the evidence on one side.
    ///
    /// Where it is above `1 - confidence` no candidate can ever be accepted as better, however good.
    package var smallestAttainableP: Double {
        switch self {
        case .exact: 0
        case .pairs(let count): SignedRankTest.smallestP(pairs: count)
        case .race(let looks): SignedRankTest.smallestP(pairs: looks.upperBound)
        case .examples(let count): SignFlipTest.smallestP(pairs: count)
        case .samples(let parent, let candidate):
            RankSumTest.smallestP(candidate: candidate, parent: parent)
        }
    }

    /// The least number of observations of which all on one side decide at a one-sided level, by the smallest p that so many can give.
    static func least(tail: Double, _ smallestP: (Int) -> Double) -> Int? {
        least { ErrorRate.holds(smallestP($0), within: tail) }
    }

    /// The least number of observations that are enough; of 1,075 coins that all fall alike the chance is no number above zero.
    static func least(where isEnough: (Int) -> Bool) -> Int? { (1...1075).first(where: isEnough) }

    /// Tells whether the test can ever accept at this confidence.
    package func canAccept(confidence: Double) -> Bool {
        guard case .race(let looks) = self else {
            return ErrorRate.holds(smallestAttainableP, within: ErrorRate.tail(confidence))
        }
        return Race(looks: looks, confidence: confidence).canAccept
    }

    /// How likely a step over examples, scored right or wrong, finds that 20 in 100 more are right, where 15 in 100 change each way by chance;
    /// `nil` where it is not over examples.
    package func power(confidence: Double) -> Double? {
        guard case .examples(let count) = self else { return nil }
        return SignTest.power(
            examples: count, gain: 0.2, discordance: Self.usualDiscordance, tail: ErrorRate.tail(confidence))
    }

    /// The share of right-or-wrong answers that a change without any gain turns each way, where nothing better is known.
    package static let usualDiscordance = 0.15
}

extension Study {
    /// Whether each of so many examples that were run is one observation: where there are several, and of a minibatch always, since its one
    /// example stands for those that it was drawn from.
    func observesExamples(_ count: Int) -> Bool { count > 1 || count == 1 && batch.size != nil }
}

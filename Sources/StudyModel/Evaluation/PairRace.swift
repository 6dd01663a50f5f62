import Statistics

/// A race of a candidate beside another: pairs of runs until they decide (`Race`).
package struct PairRace: Hashable, Sendable {
    private let race: Race
    private let objective: Objective
    /// How much worse than the other the candidate may be.
    private let margin: Gain

    /// The race of a study's steps over the whole; `nil` where they are decided otherwise.
    package init?(_ study: Study) {
        let (measure, accept) = (study.evaluator.measure, study.search.accept)
        guard study.mayRace, case .race(let looks) = measure.repeats else { return nil }
        race = Race(looks: looks, confidence: accept.confidence)
        objective = study.objective
        margin = accept.rule.margin(measure.minGain)
    }

    /// The most pairs that it may take.
    package var pairs: Int { race.looks.upperBound }

    /// Whether any gains could be enough.
    package var canAccept: Bool { race.canAccept }

    /// Looks at what the pairs so far gave.
    package func look(at candidate: [Double], beside other: [Double]) -> Race.Look {
        let other = other.map { objective.worse($0, by: margin) }
        return race.look(at: PairGains(of: candidate, over: other, objective: objective).values)
    }
}

extension Study {
    /// Runs of the command for a candidate (and example) in a sitting that is no race.
    package var repeats: Int {
        if evaluator.deterministic { return 1 }
        if case .fixed(let count) = evaluator.measure.repeats { return count }
        // Being better by one of several is tested at a smaller level, which as many pairs as a race may take can come to. Of examples each is a witness,
        // and its repeats are not.
        return otherObjectives.isEmpty || examples != nil ? 5 : 10
    }

    /// Whether what a step decides by are runs that can be made in pairs until they do: noisy ones, interleaved, of the whole, for a rule that tests.
    package var mayRace: Bool { !evaluator.deterministic && insteadOfRace == nil }

    /// The setting by which noisy runs are compared otherwise.
    package var insteadOfRace: String? {
        if examples != nil { return "examples" }
        if !otherObjectives.isEmpty { return "several objectives" }
        if evaluator.measure.compare != .interleaved {
            return "evaluator.measure.compare: \(evaluator.measure.compare.rawValue)"
        }
        return search.accept.rule.isTest ? nil : "search.accept.rule: \(search.accept.rule.rawValue)"
    }
}

extension EvaluatorSettings {
    /// Runs of each candidate that open a sitting and are not counted.
    package var warmup: Int { deterministic ? 0 : measure.warmup }
}

extension AcceptanceSettings.Rule {
    /// Whether it goes by a test where runs are noisy; the others go by the figures as they are.
    package var isTest: Bool { self == .better || self == .notWorse }

    /// How much worse a candidate may be, of a least gain that the study names.
    package func margin(_ minGain: Gain) -> Gain { self == .notWorse ? minGain : .relative(0) }
}

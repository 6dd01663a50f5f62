import StudyModel

/// Chooses which trials a proposer is shown where more decide: `evidence.trials`.
struct TrialSelection {
    private let settings: ShownTrialSettings
    private let objective: Objective

    init(_ settings: ShownTrialSettings, objective: Objective) {
        self.settings = settings
        self.objective = objective
    }

    /// Returns the trials that are shown, in the order in which they stand.
    ///
    /// - Parameter seed: where the draw derives from.
    func shown(_ trials: [ShownTrial], seed: UInt64) -> [ShownTrial] {
        guard let most = settings.show, trials.count > most else { return trials }
        let worst =
            switch settings.prefer {
            case .worst: most
            case .mixed: (most + 1) / 2
            case .random: 0
            }
        let ranked = trials.indices.sorted { first, second in
            isWorse(trials[first], than: trials[second]) ?? (first < second)
        }
        var generator = SeededGenerator(seed: seed)
        let drawn = generator.shuffled(Array(ranked[worst...])).prefix(most - worst)
        return (ranked[..<worst] + drawn).sorted().map { trials[$0] }
    }

    /// Whether a trial did worse than another, one without a score worst of all; `nil` where they did alike.
    private func isWorse(_ trial: ShownTrial, than other: ShownTrial) -> Bool? {
        switch (trial.score, other.score) {
        case (nil, nil): nil
        case (nil, _): true
        case (_, nil): false
        case (let own?, let score?): own == score ? nil : objective.isBetter(score, than: own)
        }
    }
}

extension ShownTrialSettings.Preference {
    /// Which trials those are, in a few words.
    var words: String {
        switch self {
        case .worst: "the worst"
        case .mixed: "the worst of them, and as many others, drawn"
        case .random: "drawn"
        }
    }
}

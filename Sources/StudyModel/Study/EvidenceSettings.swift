/// What the proposer is shown at one step.
package struct EvidenceSettings: Hashable, Sendable {
    package enum Template: String, Hashable, Sendable, CaseIterable {
        case interactive, batch, episodic
    }
    package enum History: String, Hashable, Sendable, CaseIterable {
        /// The last attempts, and a line of each.
        case short
        /// An agent's own repository holds all candidates of the run, with what they came to.
        case full
    }
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case score, feedback, trace, expected
        /// How the last step did beside the one before it.
        case comparison
    }

    package var template: Template
    package var horizon: CreditHorizon
    /// How many earlier attempts are shown, accepted and rejected alike.
    package var memory: Int
    package var trials: ShownTrialSettings
    package var history: History
    package var show: [Part]
    /// Sentences by how the last step did.
    package var compared: ComparedSentences
    /// Sentences by score range.
    package var stages: [FeedbackStage]
    /// Tokens at most, or `nil` for no limit.
    package var limit: Int?

    package init(
        template: Template = .batch, horizon: CreditHorizon = .init(), memory: Int = 5,
        trials: ShownTrialSettings = .init(), history: History = .short,
        show: [Part] = [.score, .feedback, .trace, .comparison],
        compared: ComparedSentences = .init(), stages: [FeedbackStage] = [], limit: Int? = 24000
    ) {
        self.template = template
        self.horizon = horizon
        self.memory = memory
        self.trials = trials
        self.history = history
        self.show = show
        self.compared = compared
        self.stages = stages
        self.limit = limit
    }
}

/// Which trials are shown where more of them decide.
package struct ShownTrialSettings: Hashable, Sendable {
    package enum Preference: String, Hashable, Sendable, CaseIterable { case worst, mixed, random }

    /// How many at most; `nil` for all.
    package var show: Int?
    package var prefer: Preference

    package init(show: Int? = 10, prefer: Preference = .mixed) {
        self.show = show
        self.prefer = prefer
    }
}

/// How many steps of a trial's trace enter the evidence, and which.
package struct CreditHorizon: Hashable, Sendable {
    package enum Keep: String, Hashable, Sendable, CaseIterable {
        case first, last, both
        case everyNth = "every-nth"
    }
    /// `nil` for all.
    package var steps: Int?
    package var keep: Keep

    package init(steps: Int? = nil, keep: Keep = .last) {
        self.steps = steps
        self.keep = keep
    }
}

/// What is said after how the last step did beside the one before it; `nil` for nothing.
package struct ComparedSentences: Hashable, Sendable {
    package var better: String?
    package var worse: String?
    package var same: String?

    package init(better: String? = nil, worse: String? = nil, same: String? = nil) {
        self.better = better
        self.worse = worse
        self.same = same
    }
}

/// A sentence that is shown while the score is on the worse side of a bound.
package struct FeedbackStage: Hashable, Sendable {
    /// The stage holds below this score; `nil` for the last one.
    package var below: Double?
    package var say: String

    package init(below: Double?, say: String) {
        self.below = below
        self.say = say
    }
}

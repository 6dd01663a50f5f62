import Text

/// How the loop chooses parents, accepts candidates and picks a winner.
package struct SearchSettings: Hashable, Sendable {
    package enum Select: String, Hashable, Sendable, CaseIterable { case validation, train, last }

    package var strategy: StrategySettings
    /// Proposals made from the same state; changes results.
    package var round: Int
    package var accept: AcceptanceSettings
    package var rollback: RollbackSettings?
    package var debug: DebugSettings
    package var select: Select

    package init(
        strategy: StrategySettings = StrategySettings("chain"), round: Int = 1,
        accept: AcceptanceSettings = .init(),
        rollback: RollbackSettings? = nil, debug: DebugSettings = .init(), select: Select = .train
    ) {
        self.strategy = strategy
        self.round = round
        self.accept = accept
        self.rollback = rollback
        self.debug = debug
        self.select = select
    }
}

/// A strategy by its name, and what was chosen of its options.
package struct StrategySettings: Hashable, Sendable {
    package var name: String
    /// By name, those that are not as the strategy has them by itself; which there are is the strategy's own affair.
    package var options: [String: JSONValue]

    package init(_ name: String, _ options: [String: JSONValue] = [:]) {
        self.name = name
        self.options = options
    }
}

extension StrategySettings {
    /// The commits from which lineages are to begin beside the base, by their names.
    package var starts: [String] { options["starts"]?.elements?.compactMap(\.string) ?? [] }
}

/// When a candidate becomes the head of its lineage.
package struct AcceptanceSettings: Hashable, Sendable {
    package enum On: String, Hashable, Sendable, CaseIterable { case train, validation, staged }
    package enum Rule: String, Hashable, Sendable, CaseIterable {
        /// Better than the parent by the named test at `confidence`.
        case better
        /// As good as the parent or better, which claims nothing: exactly, or in the mean over the same examples.
        case notWorse = "not-worse"
        /// A better figure than the parent's, which claims nothing.
        case higher
        /// Whenever it was scored.
        case always

        /// Whether a score can decide by it that a candidate is turned down.
        package var comparesScores: Bool {
            switch self {
            case .better, .notWorse, .higher: true
            case .always: false
            }
        }
    }
    package var on: On
    package var rule: Rule
    /// From 0.5 to 1, exclusive: the share of pure-noise candidates that are not accepted, at least.
    package var confidence: Double

    package init(on: On = .train, rule: Rule = .better, confidence: Double = 0.95) {
        self.on = on
        self.rule = rule
        self.confidence = confidence
    }
}

/// Back to the best when the last is worse by `drop` of the best's gain, `patience` steps after the best.
package struct RollbackSettings: Hashable, Sendable {
    package var patience: Int
    /// A share of the best's gain over the base, from 0 to 1.
    package var drop: Double

    package init(patience: Int = 5, drop: Double = 0.2) {
        self.patience = patience
        self.drop = drop
    }
}

/// What becomes of a candidate that failed its build or a gate, or crashed.
package struct DebugSettings: Hashable, Sendable {
    /// How many steps in a row may mend it; `nil` for none, where nobody chose and the proposer reads no errors.
    package var turns: Int?

    package init(turns: Int? = nil) { self.turns = turns }
}

/// What a run may spend, proposer and evaluator together; `nil` for no bound.
package struct Budget: Hashable, Sendable {
    package var steps: Int?
    /// Steps with a score: one that crashed, came to nothing or to what was tried before uses none.
    package var updates: Int?
    /// Runs of the evaluator's command.
    package var trials: Int?
    package var time: Duration?
    package var tokens: Int?
    package var cost: Double?
    /// The currency of `cost`, such as USD.
    package var currency: String

    package init(
        steps: Int? = 20, updates: Int? = nil, trials: Int? = nil, time: Duration? = nil, tokens: Int? = nil,
        cost: Double? = nil,
        currency: String = "USD"
    ) {
        self.steps = steps
        self.updates = updates
        self.trials = trials
        self.time = time
        self.tokens = tokens
        self.cost = cost
        self.currency = currency
    }
}

extension Budget {
    /// How many proposals a run is planned for; `nil` where nothing bounds them.
    package var proposals: Int? { [steps, updates].compactMap { $0 }.min() }

    /// Steps for each update where a budget of updates alone was chosen: what fails forever must end too.
    private static let stepsAnUpdate = 5

    /// The bound on steps that goes with one on updates, where none was chosen.
    package var stepsForUpdates: Int? {
        updates.flatMap { $0 <= Quantity.most / Self.stepsAnUpdate ? $0 * Self.stepsAnUpdate : nil }
    }

    /// The budget with settings in place of its own; a word such as `none` is no bound.
    func changed(by settings: RecordedSettings) -> Budget {
        var budget = self
        func read<Value>(
            _ key: String, into path: WritableKeyPath<Budget, Value?>, _ read: (JSONValue) -> Value?
        ) {
            if let setting = settings.byKey[key] { budget[keyPath: path] = read(setting.value) }
        }
        read("budget.steps", into: \.steps) { Int(json: $0) }
        read("budget.updates", into: \.updates) { Int(json: $0) }
        read("budget.trials", into: \.trials) { Int(json: $0) }
        read("budget.time", into: \.time) { $0.string.flatMap(Quantity.duration) }
        read("budget.tokens", into: \.tokens) { Int(json: $0) ?? $0.string.flatMap(Quantity.tokens) }
        read("budget.cost", into: \.cost) { $0.number ?? $0.string.flatMap(Quantity.money)?.amount }
        return budget
    }
}

/// What ends a run before its budget does; `nil` for never.
package struct StopSettings: Hashable, Sendable {
    /// A score that is good enough.
    package var score: Double?
    /// Steps without a new best.
    package var patience: Int?
    /// Steps in a row without a score.
    package var failures: Int?

    package init(score: Double? = nil, patience: Int? = nil, failures: Int? = nil) {
        self.score = score
        self.patience = patience
        self.failures = failures
    }
}

extension SearchSettings {
    /// The split whose whole the winner is selected by.
    package var selectingSplit: Split { select == .validation ? .validation : .train }

    /// Whether validation is run before the end.
    package var runsValidation: Bool { select == .validation || accept.on != .train }
}

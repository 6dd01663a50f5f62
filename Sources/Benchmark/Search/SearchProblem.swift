import Search
import StudyModel

/// A problem whose best value is known, which one file `x` solves.
struct SearchProblem: Sendable {
    /// Its name and the steps of a run.
    let title: String
    let steps: Int
    /// What the file holds at the base.
    let base: String
    /// Makes the proposer of a run by its seed.
    var makeProposer: @Sendable (UInt64) -> any Proposer
    /// Whom that stands for: who makes small edits, or a model.
    private let stand: ProposerSettings
    let direction: Direction
    /// The best value that there is.
    let best: Double
    /// What is measured of a file; `nil` where it is no solution.
    let score: @Sendable (String) -> Double?
    /// What it is worth, where a measurement errs.
    let worth: @Sendable (String) -> Double?
    /// What else decides, where that is not all.
    var second: SecondObjective?
    /// The share of runs that has to end at the best by what `auto` chooses; `nil` where none is promised.
    var promised: Double?

    /// Whom proposals are of, as `auto` takes them.
    var kind: String { stand == .mutation ? "small edits" : "a model" }

    /// A second metric of a file, and what all files of a front are worth together.
    struct SecondObjective: Sendable {
        let score: @Sendable (String) -> Double
        let worth: @Sendable ([String]) -> Double
    }

    /// - Parameter worth: left out where the score is that.
    init(
        _ name: String, steps: Int, base: String, proposer: some Proposer,
        as stand: ProposerSettings = .mutation, direction: Direction = .maximize, best: Double,
        worth: (@Sendable (String) -> Double?)? = nil,
        score: @escaping @Sendable (String) -> Double?
    ) {
        title = "\(name), \(steps) steps"
        self.steps = steps
        self.base = base
        makeProposer = { _ in proposer }
        self.stand = stand
        self.direction = direction
        self.best = best
        self.score = score
        self.worth = worth ?? score
    }

    /// What is measured of a file; `nil` where it is no solution.
    func metrics(of text: String) -> [String: Double]? {
        score(text).map { score in
            var metrics = ["score": score]
            metrics["second"] = second?.score(text)
            return metrics
        }
    }

    /// How far a front is from the best, its winner first: 0 there, and below that everywhere else.
    func distance(of front: [String]) -> Double {
        if let second { return second.worth(front) - best }
        guard let worth = front.first.flatMap(worth) else { return -.infinity }
        return direction == .minimize ? best - worth : worth - best
    }

    /// The strategy of a study that leaves it to hone.
    var strategyOfAuto: StrategySettings {
        var study = study(StrategySettings("chain"), rule: .notWorse, seed: 0)
        study.proposer = stand
        return StrategyKind.fitting(study)
    }

    /// The study of a run, by a strategy and its own rule.
    func study(_ strategy: StrategySettings, rule: AcceptanceSettings.Rule, seed: UInt64) -> Study {
        var study = Study(
            name: "search", artifact: ArtifactSettings(editable: ["x"]),
            evaluator: EvaluatorSettings(
                command: TimedCommand(run: .shell("true"), timeout: .seconds(1)), deterministic: true),
            objective: Objective(direction: direction), budget: Budget(steps: steps), seed: seed)
        if second != nil {
            study.otherObjectives = [Objective(metric: "second", direction: direction)]
        }
        study.search.strategy = strategy
        study.search.accept.rule = rule
        return study
    }
}

extension ArtifactView {
    /// What the one file holds.
    var text: String {
        get async throws { String(decoding: try await read("x") ?? [], as: UTF8.self) }
    }
}

extension Proposal {
    /// Writes the one file.
    static func writing(_ text: String) -> Proposal {
        Proposal(
            changes: [FileChange(path: "x", content: .file(Array(text.utf8), executable: false))],
            summary: "write the file")
    }
}

import Statistics
import StudyModel

/// One row of the table of claims: a study on a world whose truth is known, and how often hone says something of it.
struct ClaimRow: Sendable {
    /// What a finished run is asked.
    enum Question: Hashable, Sendable {
        /// Whether the candidate of a step was accepted.
        case accepted(step: Int)
        /// Whether the end, or one of its ends, claims a gain over the base.
        case claimed
        /// Whether the interval at the end leaves out the true gain, which is none.
        case missed
    }

    /// How often that may be.
    enum Stated: Hashable, Sendable {
        case atMost(Double)
        case atLeast(Double)
        /// It is printed beside the others and promises nothing.
        case nothing
    }

    let group: String
    let name: String
    let question: Question
    let stated: Stated
    /// How many pairs the step may take on average; `nil` where nothing is said of that.
    let pairs: Double?
    let world: World
    let study: Study
    let examples: [Example]
    /// After how many steps the run ends; after all but the last of these it goes on.
    let ends: [Int]

    /// By what the runs of a table are divided: one of 200 steps takes as long as dozens of others.
    var divisor: Int { (ends.last ?? 1) >= 200 ? 4 : 1 }

    /// A row of a study that races and accepts by `better`, unless told otherwise.
    init(
        _ group: String, _ name: String, _ question: Question, _ stated: Stated, _ world: World,
        pairs: Double? = nil, steps ends: Int..., train: Int = 0, validation: Int = 0, confirm: Int = 0,
        _ change: (inout Study) -> Void = { _ in }
    ) {
        self.group = group
        self.name = name
        self.question = question
        self.stated = stated
        self.pairs = pairs
        self.world = world
        self.ends = ends.isEmpty ? [1] : ends
        let splits =
            [Split](repeating: .train, count: train) + [Split](repeating: .validation, count: validation)
            + [Split](repeating: .confirm, count: confirm)
        examples = splits.enumerated().map { number, split in
            Example(id: "e\(number)", json: "{\"id\":\"e\(number)\"}", split: split)
        }
        var study = Study(
            name: "claims", artifact: ArtifactSettings(editable: ["x"]),
            evaluator: EvaluatorSettings(
                command: TimedCommand(run: .shell("true"), timeout: .seconds(1)), deterministic: false),
            objective: Objective(direction: world.direction, aggregate: world.aggregate),
            budget: Budget(steps: ends.last ?? 1))
        if !examples.isEmpty {
            study.examples = ExampleSettings(file: "examples.jsonl")
            study.evaluator.measure.repeats = 1
        }
        study.evaluator.measure.compare = .interleaved
        study.evidence.memory = 0
        change(&study)
        self.study = study
    }
}

/// What is measured in a row, and what is true there.
enum World: Hashable, Sendable {
    /// A program's seconds on a noisy machine.
    case timings(TimingNoise, gain: TrueGain)
    /// Right or wrong answers to examples.
    case answers(AnswerNoise, gain: TrueGain)

    var aggregate: Formula? { if case .answers(let noise, _) = self { noise.aggregate } else { nil } }

    var direction: Direction {
        switch self {
        case .timings: .minimize
        case .answers(let noise, _): noise.direction
        }
    }
}

/// By how much candidates are better than the base, from a step on: a share of the seconds, or of the examples.
struct TrueGain: Hashable, Sendable {
    static let none = TrueGain(0, from: 1)

    let share: Double
    let first: Int

    init(_ share: Double, from first: Int) {
        self.share = share
        self.first = first
    }

    func of(_ number: Int) -> Double { number >= first ? share : 0 }
}

/// What runs of a row came to.
struct ClaimTally: Sendable {
    /// Runs in which the question had an answer, and in which that was yes.
    var asked = 0
    var hits = 0
    /// Runs of the evaluator's command in each run's last step, both sides together.
    var commandRuns = 0
    /// The same, squared in each run.
    var squaredRuns = 0
    var runs = 0

    static func + (left: ClaimTally, right: ClaimTally) -> ClaimTally {
        ClaimTally(
            asked: left.asked + right.asked, hits: left.hits + right.hits,
            commandRuns: left.commandRuns + right.commandRuns,
            squaredRuns: left.squaredRuns + right.squaredRuns, runs: left.runs + right.runs)
    }

    /// Runs of the command that the last step took, on average.
    var commandRunsAStep: Double { Double(commandRuns) / Double(max(1, runs)) }

    /// The same in pairs.
    var pairs: Double { commandRunsAStep / 2 }

    /// The range that holds the true mean number of pairs in 999 of 1,000 tables, by the normal distribution.
    var pairsInterval: ClosedRange<Double> {
        let count = Double(max(1, runs))
        let variance = max(0, Double(squaredRuns) / count - commandRunsAStep * commandRunsAStep) / 4
        let reach = 3.2905 * (variance / count).squareRoot()
        return (pairs - reach)...(pairs + reach)
    }

    /// The range that holds the true rate in 999 of 1,000 tables; `nil` where nothing was asked.
    var interval: ClosedRange<Double>? {
        asked > 0 ? Proportion(hits, of: asked).clopperPearson(confidence: 0.999) : nil
    }
}

extension ClaimRow {
    /// Whether its steps run pairs.
    var isPaired: Bool { examples.isEmpty && study.evaluator.measure.compare == .interleaved }

    /// Tells whether the whole interval of what was observed, a rate or a mean number of pairs, is on the wrong side of what is stated.
    func isBroken(by tally: ClaimTally) -> Bool {
        stated.isBroken(by: tally) || pairs.map { tally.pairsInterval.lowerBound > $0 } ?? false
    }
}

extension ClaimRow.Stated {
    /// Tells whether an observed rate's interval lies on the wrong side of it.
    func isBroken(by tally: ClaimTally) -> Bool {
        guard let interval = tally.interval else { return false }
        return switch self {
        case .atMost(let rate): interval.lowerBound > rate
        case .atLeast(let rate): interval.upperBound < rate
        case .nothing: false
        }
    }
}

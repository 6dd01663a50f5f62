import Glibc
import Simulation
import Statistics
import StudyModel

/// How candidates come to their answers.
enum AnswerNoise: Hashable, Sendable {
    /// Each answer a fair coin of candidate and example: a change that does nothing, with a model at temperature 0.
    case coins
    /// Examples from hard to easy, right in two of five on average, of which a candidate answers so many anew and leaves the others as its
    /// parent had them.
    case churn(Double)
    /// The same, drawn anew each time that a candidate is evaluated: a model that is asked at a temperature.
    case dice
    /// Classes, two of five positive, of which each candidate names three of four right; what is scored is no mean over examples but F1.
    case classes
    /// Figures, such as an error, that have a normal part of their own on each example, half of whose variance is the parent's.
    case figures
    /// Costs, such as seconds, which are above zero and ten times as large on some examples as on others: each is off by a normal part of its
    /// logarithm, half of whose variance is the parent's. Less is better, and gains are percent.
    case costs

    /// Whether an answer is as likely right as wrong, whatever the example.
    var isCoin: Bool { [.coins, .dice].contains(self) }

    var direction: Direction { self == .costs ? .minimize : .maximize }

    /// What a number of a standard normal distribution is on an example of a size from 0 to 1, where answers are no 0 or 1.
    func value(of draw: Double, size: Double) -> Double {
        self == .costs ? (1 + 9 * size) * exp(0.3 * draw) : draw
    }

    /// What the score is of all examples, where it is no mean of theirs.
    var aggregate: Formula? { self == .classes ? try? Formula("f1(prediction, truth)") : nil }

    var name: String {
        switch self {
        case .coins: "by coin"
        case .dice: "by coin each time"
        case .classes: "F1 of classes"
        case .churn(let share): "\(Int((share * 100).rounded())) % answered anew a step"
        case .figures: "figures, half new a step"
        case .costs: "costs in percent, half new a step"
        }
    }
}

/// Answers examples right or wrong, or with a figure; but for dice always the same for one candidate and one example.
actor CoinAnswers: Evaluator {
    private let repository: InMemoryRepository
    private let noise: AnswerNoise
    private let objective: Objective
    private let gain: TrueGain
    private let seed: UInt64
    private let places: [String: Int]
    /// By example, how likely an answer is right.
    private let easiness: [Double]
    /// By example, a number from 0 to 1: those below a share are the ones that a gain of that share mends.
    private let mended: [Double]
    /// By the number of a candidate, its answers without its gain; of figures and costs what those are drawn by.
    private var answers: [Int: [Double]] = [:]
    private var dice: SeededGenerator

    init(
        _ repository: InMemoryRepository, examples: [Example], noise: AnswerNoise, gain: TrueGain,
        seed: UInt64
    ) {
        self.repository = repository
        self.noise = noise
        objective = Objective(direction: noise.direction, aggregate: noise.aggregate)
        self.gain = gain
        self.seed = seed
        places = Dictionary(examples.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var generator = SeededGenerator(seed: Seeds.derive(seed, "examples"))
        // The mean of the power 1.5 of a number from 0 to 1 is two fifths.
        easiness = examples.map { _ in
            let draw = generator.unit()
            return noise.isCoin ? 0.5 : noise == .classes ? (draw < 0.4 ? 1 : 0) : pow(draw, 1.5)
        }
        mended = examples.map { _ in generator.unit() }
        dice = SeededGenerator(seed: Seeds.derive(seed, "dice"))
    }

    func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        var evaluations: [Evaluation] = []
        for subject in sitting.candidates {
            let ancestry = Ancestry(await repository.files(at: subject.commit))
            let answers = answers(of: ancestry)
            // What is mended was wrong in three of five.
            let share = gain.of(ancestry.number) / (noise.isCoin ? 0.5 : 0.6)
            var trials: [Trial] = []
            for example in sitting.examples {
                guard let place = places[example.id] else { continue }
                for repetition in 0..<sitting.repeats {
                    let answer = noise == .dice ? Double(dice.below(2)) : answers[place]
                    let value =
                        mended[place] < share ? 1 : noise.value(of: answer, size: easiness[place])
                    trials.append(
                        Trial(
                            example: example.id, repetition: repetition, seed: sitting.seed,
                            metrics: noise == .classes
                                ? ["prediction": value, "truth": easiness[place]] : ["score": value]))
                }
            }
            var evaluation = Evaluation(scored: trials, direction: noise.direction)
            if let reason = objective.aggregate(trials, into: &evaluation.metrics) {
                (evaluation.outcome, evaluation.reason) = (.invalid, reason)
            }
            evaluations.append(evaluation)
        }
        return evaluations
    }

    private func answers(of ancestry: Ancestry) -> [Double] {
        if let known = answers[ancestry.number] { return known }
        var generator = SeededGenerator(seed: Seeds.derive(seed, "answers", String(ancestry.number)))
        let parent = ancestry.parent.flatMap { answers[$0] }
        let new = easiness.indices.map { place in
            guard noise != .figures, noise != .costs else {
                let own = Noise.normal.draw(&generator)
                return parent.map { ($0[place] + own) * 0.5.squareRoot() } ?? own
            }
            let share = if case .churn(let share) = noise { share } else { 1.0 }
            let (isAnew, draw) = (generator.unit() < share, generator.unit())
            let isPositive =
                noise == .classes ? (draw < 0.75) == (easiness[place] == 1) : draw < easiness[place]
            let fresh = isPositive ? 1.0 : 0
            return isAnew ? fresh : parent?[place] ?? fresh
        }
        answers[ancestry.number] = new
        return new
    }
}

import Glibc
import Simulation
import StudyModel

/// What a machine does to the seconds of a program.
enum TimingNoise: String, CaseIterable, Hashable, Sendable {
    case normal = "normal, sd 3 %"
    case narrow = "normal, sd 1 %"
    case shifted = "lognormal, shifted, sd 3 %"
    case logNormal = "lognormal, log-sd .3"
    case cauchy = "Cauchy, scale 2 %"
    case spikes = "sd 3 %, 10 % spikes of +50 %"
    case slowing = "sd 3 %, 1 % slower each run"
    case warming = "sd 3 %, 1 % faster each run"
    case walk = "sd 3 %, random walk 2 % a run"
    case alternating = "sd 3 %, autocorrelation -.5"
    case cold = "sd 3 %, first run +20 %"
    case widening = "sd 1 %, 4 % from the 9th run on"
}

/// A machine that runs candidates one after the other: its noise is that of the run's place in time, whoever is run.
actor NoisyMachine: Evaluator {
    private let repository: InMemoryRepository
    private let noise: TimingNoise
    private let gain: TrueGain
    private var generator: SeededGenerator
    private var runs = 0
    /// Those before the candidates that are measured now.
    private var earlier = 0
    private var walked = 0.0
    private var last = 0.0
    private var measured: [Subject] = []

    init(_ repository: InMemoryRepository, noise: TimingNoise, gain: TrueGain, seed: UInt64) {
        self.repository = repository
        self.noise = noise
        self.gain = gain
        generator = SeededGenerator(seed: seed)
        last = Noise.normal.draw(&generator)
    }

    func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        if sitting.candidates != measured { (measured, earlier) = (sitting.candidates, runs) }
        var levels: [Double] = []
        for subject in sitting.candidates {
            levels.append(1 - gain.of(Ancestry(await repository.files(at: subject.commit)).number))
        }
        var trials = [[Trial]](repeating: [], count: levels.count)
        for repetition in 0..<sitting.repeats {
            let seed = Seeds.derive(sitting.seed, String(repetition))
            // Which side of a pair runs first is a fair coin.
            var coin = SeededGenerator(seed: Seeds.derive(seed, "first"))
            let order = Array(levels.indices)
            for place in coin.below(2) == 0 ? order : order.reversed() {
                trials[place].append(
                    Trial(repetition: repetition, seed: seed, metrics: ["score": levels[place] * next()]))
            }
            if sitting.isDecided(by: trials.map { $0.compactMap { $0.metrics["score"] } }) { break }
        }
        return trials.map { Evaluation(scored: $0, direction: .minimize) }
    }

    /// What the next run takes of a program that takes one second.
    private func next() -> Double {
        runs += 1
        let z = Noise.normal.draw(&generator)
        let seconds: Double
        switch noise {
        case .normal: seconds = 1 + 0.03 * z
        case .narrow: seconds = 1 + 0.01 * z
        case .shifted:
            let spread = ((M_E - 1) * M_E).squareRoot()
            seconds = 1 + 0.03 * (exp(z) - exp(0.5)) / spread
        case .logNormal: seconds = exp(0.3 * z)
        case .cauchy: seconds = 1 + 0.02 * tan(.pi * (generator.unit() - 0.5))
        case .spikes: seconds = 1 + 0.03 * z + (generator.below(10) == 0 ? 0.5 : 0)
        case .slowing: seconds = 1 + 0.03 * z + 0.01 * Double(runs)
        case .warming: seconds = 2 + 0.03 * z - 0.01 * Double(runs)
        case .walk:
            walked += 0.02 * Noise.normal.draw(&generator)
            seconds = 1 + 0.03 * z + walked
        case .alternating:
            last = -0.5 * last + 0.75.squareRoot() * z
            seconds = 1 + 0.03 * last
        case .cold: seconds = 1 + 0.03 * z + (runs == earlier + 1 ? 0.2 : 0)
        case .widening: seconds = 1 + (runs > earlier + 8 ? 0.04 : 0.01) * z
        }
        return max(0.01, seconds)
    }
}

extension Evaluation {
    /// Of trials that all gave a score.
    init(scored trials: [Trial], direction: Direction) {
        let values = trials.compactMap { $0.metrics["score"] }
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        self.init(
            outcome: .scored, trials: trials,
            metrics: ["score": MetricSummary(value: mean, direction: direction, n: values.count, sd: nil)],
            commandRuns: trials.count)
    }
}

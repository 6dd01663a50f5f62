import Simulation
import Statistics
import StudyModel
import Testing

@testable import Search

/// What can be told of a gain, by what the base's own trials say of noise.
struct DetectableGainTests {
    private func study(_ change: (inout Study) -> Void = { _ in }) -> Study {
        .test {
            $0.evaluator.deterministic = false
            change(&$0)
        }
    }

    @Test func `what examples can tell grows with how often they turn`() throws {
        let tell = { (count: Int, base: [[Double]]) in
            DetectableGain(examples: count, base: base, direction: .maximize, tail: 0.05)
        }
        let share = try #require(tell(30, [[1, 1, 1], [0, 0, 0]]))
        let still = try #require(share.gain)
        let turning = try #require(tell(30, [[1, 0, 1, 0], [0, 1, 0, 1]])?.gain)
        #expect(still > 0.2 && turning > still)
        // So many more tell half of it.
        let enough = try #require(share.enough?.count)
        let more = try #require(tell(enough, [[1, 1, 1], [0, 0, 0]])?.gain)
        #expect(abs(more - still / 2) < 0.01)
        let few = try #require(tell(4, [[1, 1], [0, 0]]))
        #expect(few.gain == nil && (few.enough?.count ?? 0) > 30)
        // Where one in eight is wrong nobody gains more than that, and eight examples never tell it.
        let mostlyRight = Array(repeating: [1.0], count: 7) + [[0]]
        #expect(tell(8, mostlyRight)?.gain == nil && tell(8, mostlyRight)?.enough?.count == nil)
    }

    @Test func `what examples tell of other scores goes by the base's own trials`() throws {
        let tell = { (base: [[Double]], repeats: Int) in
            DetectableGain(examples: 400, base: base, repeats: repeats, direction: .maximize, tail: 0.05)
        }
        // Half of them right: as answers that turn 15 in 100 each way, by t in place of signs.
        let spread = (0..<30).map { [$0 < 15 ? 10.0 : 20.0] }
        let graded = try #require(tell(spread, 1))
        let answers = try #require(tell(spread.map { $0.map { $0 / 10 - 1 } }, 1))
        let between = try #require(SpreadEstimate(of: [spread.map { $0[0] }]))
        #expect(graded.basis == .examples(between))
        #expect(answers.basis == .answers(turned: 0.15))
        let (points, share) = (try #require(graded.gain), try #require(answers.gain))
        #expect(abs(points / 10 - share) < 0.01)
        // Repeats that differ more than examples do; four of them have half the noise.
        let noisy = (0..<30).map { _ in [10.0, 20.0] }
        let once = try #require(tell(noisy, 1)?.gain)
        let often = try #require(tell(noisy, 4)?.gain)
        #expect(tell(noisy, 1)?.basis == SpreadEstimate(of: noisy).map(DetectableGain.Basis.repeats))
        #expect(abs(once - 2 * often) < 1e-9)
        #expect(tell([[0.5], [0.5]], 1) == nil)
    }

    /// What examples differ by bounds what two candidates differ by neither from above nor from below.
    @Test func `few examples whose scores differ much tell a gain in what two candidates differ by`() throws {
        let told = { (base: [[Double]]) in
            DetectableGain(examples: 4, base: base, direction: .maximize, room: 0.5, tail: 0.025)
        }
        let few = try #require(told([[0.1], [0.9], [0.2], [0.8]]))
        #expect(few.gain == nil && few.enough?.gain == 0.25)
        let deviations = try #require(few.deviations)
        #expect(abs(MeanPlan.power(count: 4, difference: deviations, tail: 0.025) - 0.8) < 1e-6)
        // What repeats differ by is in every difference, so that where it is too much no gain is told.
        let noisy = try #require(told((0..<4).map { _ in [0.1, 0.9] }))
        #expect(noisy.gain == nil && noisy.enough != nil)
    }

    @Test func `the detectable gain grows with noise, and repeats that agree do not tell it`() throws {
        let study = study { $0.evaluator.measure.compare = .interleaved }
        let tell = { (base: [Double]) in DetectableGain(ofStepsOf: study, base: base)?.gain }
        #expect(tell([10, 10, 10, 10, 10]) == nil)
        let quiet = try #require(tell([10, 10.1, 9.9, 10.05, 9.95]))
        let loud = try #require(tell([10, 11, 9, 10.5, 9.5]))
        #expect(quiet > 0)
        #expect(abs(loud / quiet - 10) < 1e-6)
        #expect(tell([10, 11, 9, 10.5, 9.5]) == loud)
        #expect(tell([10]) == nil)
    }

    @Test func `more pairs tell half the gain, unless the least gain turns it down`() throws {
        let base = NormalDistribution.sample(50).map { 10 + $0 / 2 }
        let race = try #require(DetectableGain(ofStepsOf: study { _ in }, base: base))
        let enough = try #require(race.enough?.count)
        let fixed = study { $0.evaluator.measure.repeats = .fixed(enough) }
        let told = try #require(DetectableGain(ofStepsOf: fixed, base: base)?.gain)
        let raced = try #require(race.gain)
        #expect(enough > 10 && abs(2 * told / raced - 1) < 0.15)
        let filtered = study { $0.evaluator.measure.minGain = .relative(0.5) }
        #expect(DetectableGain(ofStepsOf: filtered, base: base)?.enough?.count == nil)
    }

    @Test func `what a race can tell and takes is known before anything is run`() throws {
        let race = ComparisonPlan.race(2...10)
        // Four in five at a gain of 5 % by normal noise of 3 %; 3.3 pairs without a gain.
        let spreads = try #require(race.detectableSpreads(confidence: 0.95))
        let pairs = try #require(race.usualPairs(confidence: 0.95))
        #expect(abs(spreads - 5.0 / 3) < 0.15 && abs(pairs - 3.3) < 0.25)
        #expect(ComparisonPlan.race(2...5).detectableSpreads(confidence: 0.99) == nil)
        #expect(ComparisonPlan.pairs(5).usualPairs(confidence: 0.95) == nil)
        #expect(ComparisonPlan.exact.detectableSpreads(confidence: 0.95) == nil)
    }

    // MARK: - Of few repeats

    @Test
    func `of few repeats a race tells what it tells of runs with the spread that those estimate`()
        throws
    {
        let spreads = try #require(ComparisonPlan.race(2...10).detectableSpreads(confidence: 0.95))
        var generator = SeededGenerator(seed: 1)
        let base = (0..<5).map { _ in 1_000 + Noise.normal.draw(&generator) }
        let told = try #require(DetectableGain(ofStepsOf: study(), base: base))
        let spread = try #require(SpreadEstimate(of: [base]))
        // So its bias is that of the spread, which `SpreadEstimateTests` has: none.
        #expect(abs((told.gain ?? 0) - spreads * spread.deviation) < 1e-9)
        let bounds = try #require(told.bounds)
        let limits = spread.interval(confidence: 0.95)
        #expect(abs(bounds.lowerBound - spreads * limits.lowerBound) < 1e-9)
        #expect(abs(bounds.upperBound - spreads * limits.upperBound) < 1e-9)
    }

    /// A tenth of the runs takes half as long again; of five repeats one may be such, of ever so many a tenth.
    @Test(arguments: [5, 400], [1, 2])
    func `where spikes are among the repeats, what is told is accepted in three cases of five or more`(
        repeats: Int, seed: UInt64
    ) throws {
        let times = study { $0.objective.direction = .minimize }
        var generator = SeededGenerator(seed: seed)
        func run() -> Double {
            (1 + 0.03 * Noise.normal.draw(&generator)) * (generator.below(10) == 0 ? 1.5 : 1)
        }
        var base = (0..<repeats).map { _ in run() }
        base[0] = 1.5
        let told = try #require(DetectableGain(ofStepsOf: times, base: base)?.gain)
        let race = Race(looks: 2...10, confidence: 0.95)
        let accepted = (0..<300).count { _ in
            let parents = (0..<10).map { _ in run() }
            let candidates = (0..<10).map { _ in run() * (1 - told) }
            let gains = PairGains(of: candidates, over: parents, objective: times.objective)
            return race.run(over: gains.values).decision == .accept
        }
        #expect(accepted > 180, "\(told)")
        // A spiked run without its spike takes a third less: no noise here hides more than that.
        #expect(told < 1 / 3.0)
    }

    @Test func `what is above zero is never said to lose all of itself, however noisy runs are`()
        throws
    {
        let base: [Double] = [1, 30, 0.1, 12, 0.02]
        let times = study { $0.objective.direction = .minimize }
        let step = try #require(DetectableGain(ofStepsOf: times, base: base))
        let end = try #require(DetectableGain(pairs: 20, ofEndOf: times, base: base, tail: 0.02))
        for told in [step, end] {
            // The median is 1.
            #expect((told.gain ?? 1) < 1 && (told.bounds?.upperBound ?? 2) <= 1)
        }
        // A gain of all of it is none that could be asked.
        let whole = study {
            $0.objective.direction = .minimize
            $0.evaluator.measure.minGain = .relative(1)
        }
        #expect(DetectableGain(ofStepsOf: whole, base: base) == nil)
        // In the metric's unit there is no such end, unless it is known.
        let unit = study { $0.objective = Objective(direction: .minimize, scale: .absolute) }
        #expect((DetectableGain(ofStepsOf: unit, base: base)?.gain ?? 0) > 1)
        #expect(DetectableGain(ofStepsOf: unit, base: base, room: 1)?.gain == nil)
    }

    @Test
    func
        `no gain is told that scores have no room for, but how many examples would tell half of what there is`()
        throws
    {
        let base = (0..<8).map { [0.5 + Double($0 % 4) / 8] }
        let tell = { (room: Double?) in
            DetectableGain(
                examples: 6, base: base, direction: .maximize, room: room, tail: 0.025)
        }
        let open = try #require(tell(nil))
        let least = try #require(open.gain)
        #expect(least > 0.1 && tell(least + 1e-9)?.gain == open.gain)
        // What two candidates have in common is a guess, which nothing bounds.
        #expect(open.bounds == nil)
        let full = try #require(tell(0.1))
        #expect(full.gain == nil && full.bounds == nil && full.enough?.gain == 0.05)
        #expect((full.enough?.count ?? 0) > (open.enough?.count ?? .max))
    }
}

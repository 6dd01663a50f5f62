import Testing

@testable import Statistics

struct SignTestTests {
    @Test(arguments: [
        (9, 1, 11.0 / 1024), (6, 0, 1.0 / 64), (0, 0, 1.0), (0, 3, 1.0), (12, 2, 106.0 / 16384),
    ])
    func `the p-value counts fair coins`(wins: Int, losses: Int, p: Double) {
        #expect(abs(SignTest(wins: wins, losses: losses).p - p) < 1e-12)
    }

    @Test(arguments: [(5, 0.0053), (10, 0.0884), (15, 0.1614), (30, 0.3773)])
    func `few examples seldom find a gain of 20 points`(examples: Int, power: Double) {
        let found = SignTest.power(examples: examples, gain: 0.2, discordance: 0.15, tail: 0.05)
        #expect(abs(found - power) < 1e-4)
    }

    @Test(arguments: [(20, 0.17), (50, 0.55), (100, 0.88)])
    func `examples kept back find a gain of 20 points`(examples: Int, power: Double) {
        let found = SignTest.power(examples: examples, gain: 0.2, discordance: 0.1, tail: 0.025)
        #expect(abs(found - power) < 0.006)
    }

    @Test func `power is what all outcomes together come to`() {
        let (win, loss, tail) = (0.35, 0.15, 0.1)
        var chance = 0.0
        for outcome in 0..<729 {
            let examples = (0..<6).map { digit in (0..<digit).reduce(outcome) { rest, _ in rest / 3 } % 3 }
            let (wins, losses) = (examples.count { $0 == 0 }, examples.count { $0 == 1 })
            guard SignTest(wins: wins, losses: losses).p <= tail else { continue }
            chance += examples.reduce(1) { $0 * ($1 == 0 ? win : $1 == 1 ? loss : 1 - win - loss) }
        }
        #expect(abs(SignTest.power(examples: 6, gain: 0.2, discordance: 0.15, tail: tail) - chance) < 1e-12)
    }

    @Test func `the gain that is found is the one that has the power`() throws {
        let gain = try #require(
            SignTest.detectableGain(examples: 50, discordance: 0.1, tail: 0.025, power: 0.8))
        #expect(abs(SignTest.power(examples: 50, gain: gain, discordance: 0.1, tail: 0.025) - 0.8) < 1e-9)
        #expect(SignTest.detectableGain(examples: 4, discordance: 0, tail: 0.05, power: 0.8) == nil)
    }

    @Test func `what is gained stays what it is where little room is left for losses`() {
        // Of nine in ten that are gained, one in twenty is lost at most: all else would be another gain.
        let most = SignTest.power(examples: 6, gain: 0.9, discordance: 0.15, tail: 0.05)
        #expect(most == SignTest.power(examples: 6, gain: 0.9, discordance: 0.05, tail: 0.05))
        #expect(most > SignTest.power(examples: 6, gain: 0.85, discordance: 0.15, tail: 0.05))
    }

    @Test func `so many of those that differ must be wins`() {
        #expect(SignTest.leastWins(of: 4, tail: 0.05) == nil)
        #expect(SignTest.leastWins(of: 5, tail: 0.05) == 5)
        #expect(SignTest.leastWins(of: 10, tail: 0.05) == 9)
    }
}

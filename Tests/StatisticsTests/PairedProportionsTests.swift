import Glibc
import Testing

@testable import Statistics

struct PairedProportionsTests {
    @Test func `without a difference the score is McNemar's`() {
        for (wins, losses, count) in [(12, 2, 50), (3, 3, 10), (0, 4, 20)] {
            let score = PairedProportions(wins: wins, losses: losses, of: count).score(of: 0)
            #expect(abs(score - Double(wins - losses) / Double(wins + losses).squareRoot()) < 1e-12)
        }
    }

    @Test(arguments: [-0.4, -0.1, 0.05, 0.3, 0.7])
    func `the share of losses is the likeliest one beside a difference`(difference: Double) {
        let (wins, losses, count) = (7.0, 2.0, 20.0)
        let likelihood = { (share: Double) in
            wins * log(share + difference) + losses * log(share)
                + (count - wins - losses) * log(1 - 2 * share - difference)
        }
        let best = PairedProportions(wins: 7, losses: 2, of: 20).lossShare(difference)
        for other in [best - 1e-4, best + 1e-4] { #expect(likelihood(best) > likelihood(other)) }
    }

    @Test func `the interval ends where the examples contradict the difference`() {
        let answers = PairedProportions(wins: 12, losses: 2, of: 50)
        let interval = answers.interval(confidence: 0.95)
        // By a program of its own, which searches the equation that Tango gives.
        #expect(abs(interval.lowerBound - 0.0611124) < 1e-6 && abs(interval.upperBound - 0.3447087) < 1e-6)
        let mirrored = PairedProportions(wins: 2, losses: 12, of: 50).interval(confidence: 0.95)
        #expect(abs(mirrored.lowerBound + interval.upperBound) < 1e-9)
    }

    @Test func `examples that all differ alike leave room for those that will not`() {
        let all = PairedProportions(wins: 7, losses: 0, of: 7).interval(confidence: 0.95)
        #expect(all.upperBound == 1 && all.lowerBound > 0.2 && all.lowerBound < 0.4)
        let none = PairedProportions(wins: 0, losses: 0, of: 7).interval(confidence: 0.95)
        #expect(none.contains(0) && none.upperBound < 0.5 && none.lowerBound > -0.5)
    }

    @Test func `what is told leaves zero out where the exact test does, and nowhere else`() {
        for wins in 0...12 {
            for losses in 0...12 {
                let told = PairedProportions(wins: wins, losses: losses, of: 24)
                    .testedInterval(confidence: 0.95)
                #expect((told.lowerBound > 0) == (SignTest(wins: wins, losses: losses).p <= 0.025))
                #expect((told.upperBound < 0) == (SignTest(wins: losses, losses: wins).p <= 0.025))
            }
        }
    }

    /// Counted over all outcomes, not drawn.
    @Test(arguments: [(0.15, 0.15), (0.25, 0.25), (0.35, 0.15), (0.6, 0.05), (0.3, 0), (0.05, 0.05)])
    func `of 20 examples it covers the true difference in 94 of 100 cases at least`(
        win: Double, loss: Double
    ) {
        var covered = 0.0
        for discordant in 0...20 {
            let chance = BinomialDistribution.probability(of: discordant, trials: 20, chance: win + loss)
            for wins in 0...discordant {
                let interval = PairedProportions(wins: wins, losses: discordant - wins, of: 20)
                    .testedInterval(confidence: 0.95)
                guard ((win - loss - 1e-9)...(win - loss + 1e-9)).overlaps(interval) else { continue }
                covered +=
                    chance
                    * BinomialDistribution.probability(
                        of: wins, trials: discordant, chance: win / (win + loss))
            }
        }
        #expect(covered >= 0.94)
    }
}

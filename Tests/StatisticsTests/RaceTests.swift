import Testing

@testable import Statistics

struct RaceTests {

    @Test(arguments: [0.80, 0.90, 0.95, 0.99])
    func `equal candidates cross the boundary no more often than stated, whatever the order`(
        confidence: Double
    ) throws {
        let boundary = Boundary(confidence: confidence)
        let stated = [0.80: 0.1994, 0.90: 0.0986, 0.95: 0.0488, 0.99: 0.0098]
        let worst = boundary.worstChance()
        #expect(worst <= 1 - confidence)
        #expect(abs(worst - (try #require(stated[confidence]))) < 0.0005, "\(worst)")
    }

    @Test(arguments: [(0.80, 0.1620), (0.90, 0.0820), (0.95, 0.0416), (0.99, 0.0092)])
    func `steady noise crosses the boundary less often`(confidence: Double, rate: Double) {
        #expect(abs(Boundary(confidence: confidence).chance(givingUp: false) - rate) < 0.0001)
    }

    @Test func `giving up costs power alone`() {
        #expect(abs(Boundary(confidence: 0.95).chance(givingUp: true) - 0.0410) < 0.0001)
    }

    @Test(arguments: [
        ([1.0, 2], Race.Decision.another), ([-1, 2], .another), ([1, -2], .giveUp), ([-1, -2], .giveUp),
        ([1, 2, 3, 4, 5], .accept), ([-1, 2, 3, 4, 5], .another), ([-1, 2, 3, 4, 5, 6, 7], .accept),
        ([-4, 1, 2, 3, 5, 6, 7, 8, 9, 10], .accept), ([-5, 1, 2, 3, 4, 6, 7, 8, 9, 10], .stop),
    ])
    func `a race is decided by its sum of ranks at each look`(gains: [Double], decision: Race.Decision) {
        #expect(Race(looks: 2...10, confidence: 0.95).look(at: gains).decision == decision)
    }

    @Test func `among equal sizes positive ones have the lower ranks, and zero is no gain`() {
        #expect(Race.statistic([1, -1, 1]) == 1 + 2)
        #expect(Race.statistic([0, 2, 0, 1]) == 3 + 4)
        #expect(Race.statistic([0, 0]) == 0)
    }

    @Test func `a single number of pairs is one look with the exact test`() {
        for pairs in 1...20 {
            let race = Race(looks: pairs...pairs, confidence: 0.95)
            let least = race.look(at: (1...pairs).map(Double.init)).needed
            // The published table of one-sided critical values at .05, as sums of the positive ranks.
            let published = [5: 15, 6: 19, 7: 25, 8: 31, 9: 37, 10: 45, 15: 90, 20: 150]
            if pairs < 5 { #expect(least == nil && !race.canAccept) }
            if let sum = published[pairs] { #expect(least == sum) }
        }
    }

    @Test func `another confidence has the next stricter row, and none above all of them`() {
        let gains = [1.0, 2, 3, 4]
        #expect(Race(looks: 2...10, confidence: 0.85).look(at: gains).decision == .accept)
        #expect(Race(looks: 2...10, confidence: 0.92).look(at: gains).decision == .another)
        let strict = Race(looks: 2...10, confidence: 0.999)
        #expect(strict.looks == 10...10)
        #expect(strict.look(at: (1...10).map(Double.init)).decision == .accept)
        #expect(!Race(looks: 2...5, confidence: 0.99).canAccept)
    }

    @Test func `looks outside the asked ones are left out`() {
        let gains = [1.0, 2, 3, 4, 5]
        #expect(Race(looks: 6...10, confidence: 0.95).look(at: gains).decision == .another)
        #expect(Race(looks: 5...7, confidence: 0.95).look(at: gains).decision == .accept)
        #expect(Race(looks: 5...7, confidence: 0.95).look(at: [-1, -2]).decision == .another)
        #expect(Race(looks: 2...10, confidence: 0.8).looks == 2...8)
    }
}

/// The race's boundaries, counted out over all sign vectors.
///
/// A vector is kept as the signs by rank of size, the least in the lowest bit; a further pair is a further sign at any rank.
private struct Boundary {
    let race: Race

    init(confidence: Double) { race = Race(looks: 2...10, confidence: confidence) }

    private var last: Int { race.looks.upperBound }

    private func decisions(after pairs: Int) -> [Race.Decision] {
        (0..<(1 << pairs)).map { signs in
            let gains = (0..<pairs).map { rank -> Double in
                let isGain = (signs >> rank) & 1 == 1
                return isGain ? Double(rank + 1) : -Double(rank + 1)
            }
            return race.look(at: gains).decision
        }
    }

    private static func inserting(_ sign: Int, at rank: Int, in signs: Int) -> Int {
        let low = signs & ((1 << rank) - 1)
        return (signs - low) * 2 + (sign << rank) + low
    }

    /// The chance of acceptance where each rank of a further size is equally likely.
    func chance(givingUp: Bool) -> Double {
        var open = [0: 1.0]
        var accepted = 0.0
        for pairs in 1...last {
            let decisions = decisions(after: pairs)
            var next: [Int: Double] = [:]
            for (signs, chance) in open {
                for rank in 0..<pairs {
                    for sign in 0...1 {
                        next[Self.inserting(sign, at: rank, in: signs), default: 0] +=
                            chance / 2 / Double(pairs)
                    }
                }
            }
            accepted += next.reduce(0) { $0 + (decisions[$1.key] == .accept ? $1.value : 0) }
            open = next.filter { decisions[$0.key] == .another || !givingUp && decisions[$0.key] == .giveUp }
        }
        return accepted
    }

    /// The largest chance of acceptance over all orders in which the sizes may arrive, giving up left out.
    func worstChance() -> Double {
        // Which sign vectors are still open, with the largest chance of having been accepted on the way there.
        var states: [[Bool]: Double] = [[true]: 0]
        for pairs in 1...last {
            let isAccepted = decisions(after: pairs).map { $0 == .accept }
            var next: [[Bool]: Double] = [:]
            for (open, chance) in states {
                for rank in 0..<pairs {
                    var (after, accepted) = ([Bool](repeating: false, count: isAccepted.count), 0)
                    for signs in open.indices where open[signs] {
                        for sign in 0...1 {
                            let new = Self.inserting(sign, at: rank, in: signs)
                            if isAccepted[new] { accepted += 1 } else { after[new] = true }
                        }
                    }
                    let total = chance + Double(accepted) / Double(isAccepted.count)
                    next[after] = max(next[after] ?? 0, total)
                }
            }
            states = next
        }
        return states.values.max() ?? 0
    }
}

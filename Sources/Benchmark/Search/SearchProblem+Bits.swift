import Simulation
import StudyModel

// Strings of bits, of which a proposal flips some.

extension SearchProblem {
    /// A string of bits, each of which a proposal flips with a chance of one in their number.
    private static func bits(
        _ name: String, steps: Int, base: String, best: Double,
        score: @escaping @Sendable ([Bool]) -> Double
    ) -> SearchProblem {
        SearchProblem(
            name, steps: steps, base: base, proposer: BitFlips(), best: best
        ) { text in score(text.map { $0 == "1" }) }
    }

    /// As many ones as can be.
    static let oneMax = bits("OneMax, 50 bits", steps: 150, base: String(repeating: "0", count: 50), best: 1)
    {
        Double($0.count { $0 }) / 50
    }

    /// Two peaks of which the one with all ones is a little higher.
    static let twoMax = bits("TwoMax, 20 bits", steps: 600, base: String(repeating: "01", count: 10), best: 1)
    {
        let ones = $0.count { $0 }
        return Double(max(ones, 20 - ones) + (ones == 20 ? 1 : 0)) / 21
    }

    /// Blocks of four bits that are worth the less the more ones there are, and most with all.
    static let traps = bits(
        "traps, 5 blocks of 4", steps: 600, base: String(repeating: "0", count: 20), best: 1
    ) {
        bits in
        let blocks = stride(from: 0, to: 20, by: 4).map { start in bits[start..<start + 4].count { $0 } }
        return Double(blocks.reduce(0) { $0 + ($1 == 4 ? 4 : 3 - $1) }) / 20
    }

    /// A rugged landscape: what a bit is worth depends on the three after it (Kauffman, "The Origins of Order", 1993).
    static let nk: SearchProblem = {
        var generator = SeededGenerator(seed: 7)
        let worth = (0..<12).map { _ in (0..<16).map { _ in generator.unit() } }
        let value = { @Sendable (bits: [Bool]) -> Double in
            bits.indices.reduce(0) { sum, place in
                let pattern = (0..<4).reduce(0) { $0 * 2 + (bits[(place + $1) % 12] ? 1 : 0) }
                return sum + worth[place][pattern] / 12
            }
        }
        let all = (0..<4096).map { number in value((0..<12).map { number >> $0 & 1 == 1 }) }
        return bits(
            "NK, 12 bits, 3 others each", steps: 150, base: String(repeating: "0", count: 12),
            best: all.max() ?? 0, score: value)
    }()

    /// Low autocorrelation binary sequences: the energy of 13 signs is 6 at the least (Barker).
    static let labs = SearchProblem(
        "LABS, 13 signs", steps: 150, base: String(repeating: "01", count: 6) + "0", proposer: BitFlips(),
        direction: .minimize, best: 6
    ) { text in
        let signs = text.map { $0 == "1" ? 1 : -1 }
        return (1..<signs.count).reduce(0.0) { energy, shift in
            let sum = (0..<signs.count - shift).reduce(0) { $0 + signs[$1] * signs[$1 + shift] }
            return energy + Double(sum * sum)
        }
    }

    /// Leading ones and trailing zeros, of which nine pairs are best (Laumanns and others, "Running time analysis of multi-objective evolutionary algorithms on a simple discrete
    /// optimization problem", 2002). A front is worth the share that it dominates of what they do.
    static let lotz: SearchProblem = {
        let leading = { @Sendable (text: String) in text.prefix { $0 == "1" }.count }
        let trailing = { @Sendable (text: String) in text.reversed().prefix { $0 == "0" }.count }
        var problem = bits(
            "LOTZ, 8 bits", steps: 150, base: String(repeating: "01", count: 4), best: 1
        ) { bits in Double(bits.prefix { $0 }.count) }
        problem.second = SecondObjective(
            score: { Double(trailing($0)) },
            worth: { front in
                let heights = (1...8).map { least in
                    front.filter { leading($0) >= least }.map(trailing).max() ?? 0
                }
                return Double(heights.reduce(0, +)) / 28
            })
        return problem
    }()
}

/// Flips each bit with a chance of one in their number, at least one, until the run has not had the result.
private struct BitFlips: Proposer {
    func propose(_ request: ProposalRequest) async throws -> Proposal {
        var generator = SeededGenerator(seed: request.seed)
        let old = try await request.artifact.text
        var proposal = Proposal.writing(old)
        for _ in 0..<20 {
            var bits = Array(old)
            let flipped = bits.indices.filter { _ in generator.below(bits.count) == 0 }
            for place in flipped.isEmpty ? [generator.below(bits.count)] : flipped {
                bits[place] = bits[place] == "1" ? "0" : "1"
            }
            proposal = .writing(String(bits))
            if try await request.artifact.isNovel(proposal.changes) { break }
        }
        return proposal
    }
}

import Simulation
import StudyModel

// Toys of a language model, whose first ideas cap what comes after them, or whose gains add up.

extension SearchProblem {
    /// What a proposal from the base thinks of has a ceiling, which those after it come near in one case of four, and get worse else.
    static func ceilings(_ steps: Int) -> SearchProblem {
        toy("ceilings", steps) { old, generator in
            guard old.count == 2 else {
                let (a, b) = (generator.chiSquare(8), generator.chiSquare(4))
                let ceiling = a / (a + b)
                return [ceiling * (0.2 + 0.5 * generator.unit()), ceiling]
            }
            let isBetter = generator.below(4) == 0
            let share = generator.unit()
            return [isBetter ? old[0] + (old[1] - old[0]) * share : old[0] * (0.4 + 0.6 * share), old[1]]
        }
    }

    /// A proposal takes a share of what is left to be gained in one case of four, and gets worse else.
    static func sums(_ steps: Int) -> SearchProblem {
        toy("gains that add up", steps) { old, generator in
            let isBetter = generator.below(4) == 0
            let share = generator.unit()
            return [isBetter ? old[0] + (1 - old[0]) * 0.2 * share : old[0] * (0.4 + 0.6 * share)]
        }
    }

    /// Each of four words of a file has five choices, one of which is right: every choice is proposed once, in an order of the run's own and by nobody who
    /// looks.
    static let moves: SearchProblem = {
        var problem = SearchProblem(
            "blind moves", steps: 20, base: "4 4 4 4", proposer: BlindMoves(seed: 0),
            as: .chat(ChatSettings(models: [])), best: 1
        ) { text in Double(text.split(separator: " ").count { $0 == "0" }) / 4 }
        problem.makeProposer = { BlindMoves(seed: $0) }
        return problem
    }()

    private static func toy(
        _ name: String, _ steps: Int,
        _ next: @escaping @Sendable ([Double], inout SeededGenerator) -> [Double]
    ) -> SearchProblem {
        let worth = { @Sendable (text: String) in text.split(separator: " ").first.flatMap { Double($0) } }
        return SearchProblem(
            name, steps: steps, base: "0.2", proposer: Numbers(next: next),
            as: .chat(ChatSettings(models: [])), best: 1,
            worth: worth
        ) { text in
            // An error of two hundredths that belongs to the candidate.
            var generator = SeededGenerator(seed: Seeds.derive(0, text))
            return worth(text).map { $0 + 0.02 * generator.normal() }
        }
    }
}

/// Writes what a function makes of the numbers that are there.
private struct Numbers: Proposer {
    let next: @Sendable ([Double], inout SeededGenerator) -> [Double]

    func propose(_ request: ProposalRequest) async throws -> Proposal {
        var generator = SeededGenerator(seed: request.seed)
        let old = try await request.artifact.text.split(separator: " ").compactMap { Double($0) }
        return .writing(next(old, &generator).map { "\($0)" }.joined(separator: " "))
    }
}

private struct BlindMoves: Proposer {
    private let moves: [(word: Int, choice: Int)]

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        moves = generator.shuffled((0..<20).map { ($0 / 5, $0 % 5) })
    }

    var hasOtherAnswers: Bool { false }

    func propose(_ request: ProposalRequest) async throws -> Proposal {
        let move = moves[(request.step.number - 1) % moves.count]
        var words = try await request.artifact.text.split(separator: " ").map(String.init)
        words[move.word] = String(move.choice)
        return .writing(words.joined(separator: " "))
    }
}

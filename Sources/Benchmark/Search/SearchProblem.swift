import Proposers
import Simulation
import StudyModel

/// A problem whose best value is known, which one file `x` solves.
struct SearchProblem: Sendable {
    /// Its name and the steps of a run.
    let title: String
    let steps: Int
    /// What the file holds at the base.
    let base: String
    let proposer: any Proposer
    let direction: Direction
    /// The best value that there is.
    let best: Double
    /// What is measured of a file; `nil` where it is no solution.
    let score: @Sendable (String) -> Double?
    /// What it is worth, where a measurement errs.
    let worth: @Sendable (String) -> Double?

    /// - Parameter worth: left out where the score is that.
    init(
        _ name: String, steps: Int, base: String, proposer: some Proposer, direction: Direction = .maximize,
        best: Double, worth: (@Sendable (String) -> Double?)? = nil,
        score: @escaping @Sendable (String) -> Double?
    ) {
        title = "\(name), \(steps) steps"
        self.steps = steps
        self.base = base
        self.proposer = proposer
        self.direction = direction
        self.best = best
        self.score = score
        self.worth = worth ?? score
    }

    /// How far a file is from the best: 0 there, and below that everywhere else.
    func distance(of text: String) -> Double {
        guard let worth = worth(text) else { return -.infinity }
        return direction == .minimize ? best - worth : worth - best
    }

    /// The study of a run, by a strategy and its own rule.
    func study(_ strategy: StrategySettings, rule: AcceptanceSettings.Rule, seed: UInt64) -> Study {
        var study = Study(
            name: "search", artifact: ArtifactSettings(editable: ["x"]),
            evaluator: EvaluatorSettings(
                command: TimedCommand(run: .shell("true"), timeout: .seconds(1)), deterministic: true),
            objective: Objective(direction: direction), budget: Budget(steps: steps), seed: seed)
        study.search.strategy = strategy
        study.search.accept.rule = rule
        return study
    }
}

// MARK: - Bits

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

// MARK: - Files that the mutation proposer edits

extension SearchProblem {
    /// A sorting network as a file of comparators, from bubble sort's; the least there can be are proved (Knuth, "The Art of Computer
    /// Programming" 3, §5.3.4).
    static func network(_ lines: Int, best: Int, steps: Int) -> SearchProblem {
        let bubble = (0..<lines - 1).flatMap { end in (0..<lines - 1 - end).map { "\($0) \($0 + 1)\n" } }
        return SearchProblem(
            "sorting network of \(lines)", steps: steps, base: bubble.joined(), proposer: MutationProposer(),
            direction: .minimize, best: Double(best)
        ) { text in
            let rows = text.split(separator: "\n").map { $0.split(separator: " ").map { Int($0) } }
            let pairs = rows.compactMap { row -> (Int, Int)? in
                guard row.count == 2, let low = row[0], let high = row[1], 0 <= low, low < high, high < lines
                else { return nil }
                return (low, high)
            }
            guard pairs.count == rows.count, sorts(pairs, lines) else { return nil }
            return Double(pairs.count)
        }
    }

    /// Whether comparators sort every input of zeros and ones, and so every input.
    private static func sorts(_ pairs: [(Int, Int)], _ lines: Int) -> Bool {
        (0..<1 << lines).allSatisfy { input in
            var bits = input
            for (low, high) in pairs where bits >> low & 1 == 1 && bits >> high & 1 == 0 {
                bits ^= 1 << low | 1 << high
            }
            let ones = bits.nonzeroBitCount
            return bits == ((1 << ones) - 1) << (lines - ones)
        }
    }

    /// A Golomb ruler as a file of marks: no two distances are equal, and the shortest with six is 17 long.
    static let ruler = SearchProblem(
        "Golomb ruler, 6 marks", steps: 300, base: "1\n3\n7\n15\n31\n", proposer: MutationProposer(),
        direction: .minimize, best: 17
    ) { text in
        let lines = text.split(separator: "\n")
        let marks = [0] + lines.compactMap { Int($0) }.sorted()
        guard lines.count == 5, marks.count == 6, marks.allSatisfy({ 0...99 ~= $0 }) else { return nil }
        let distances = marks.indices.flatMap { high in (0..<high).map { marks[high] - marks[$0] } }
        return Set(distances).count == 15 ? Double(marks[5]) : nil
    }
}

// MARK: - Toys of a language model

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

    private static func toy(
        _ name: String, _ steps: Int,
        _ next: @escaping @Sendable ([Double], inout SeededGenerator) -> [Double]
    ) -> SearchProblem {
        let worth = { @Sendable (text: String) in text.split(separator: " ").first.flatMap { Double($0) } }
        return SearchProblem(
            name, steps: steps, base: "0.2", proposer: Numbers(next: next), best: 1,
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

extension ArtifactView {
    fileprivate var text: String {
        get async throws { String(decoding: try await read("x") ?? [], as: UTF8.self) }
    }
}

extension Proposal {
    fileprivate static func writing(_ text: String) -> Proposal {
        Proposal(
            changes: [FileChange(path: "x", content: .file(Array(text.utf8), executable: false))],
            summary: "write the file")
    }
}

/// A step as `hone log --json` lists it.
struct StepRow: Decodable {
    let run: String
    let step: Int
    let name: String
    let lineage: String
    let parents: [String]
    var parent: String? { parents.first }
    let commit: String?
    let tree: String?
    let outcome: String
    let verdict: String?
    let why: String?
    let score: Double?
    let splits: [String: Double]
    let tests: Int
    let isBest: Bool
    let isUndone: Bool?
    let isRejectedInReview: Bool?
    let summary: String
    let tokensIn: Int
    let cost: Double

    /// What is the same wherever and whenever the step is made.
    struct Result: Hashable {
        let step: Int
        let lineage: String
        let tree: String?
        let outcome: String
        let verdict: String?
        let score: Double?
        let summary: String
    }

    var result: Result {
        Result(
            step: step, lineage: lineage, tree: tree, outcome: outcome, verdict: verdict, score: score,
            summary: summary)
    }
}

/// A run as `hone status --json` lists it.
struct RunRow: Decodable {
    let run: String
    let base: String
    let best: String
    let steps: Int
    let baseline: Double?
    let bestScore: Double?
    let isStepping: Bool
    let stopped: String?
    let confirmed: Bool?
    let confirmation: Comparison?
    let lineages: [Lineage]

    struct Lineage: Decodable {
        let name: String
        let head: String
        let branch: String
        let ended: String?
    }

    /// The winner against the base.
    struct Comparison: Decodable {
        let test: String
        let gain: Double
        let low: Double?
        let high: Double?
        let n: Int
    }
}

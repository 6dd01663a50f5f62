import Foundation

/// Returns what `hone … --json` printed.
func decode<Value: Decodable>(_ json: String, as type: Value.Type = Value.self) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(json.utf8))
}

/// A step as `hone log --json` lists it.
struct StepRow: Decodable {
    let run: String
    let step: Int
    let name: String
    let lineage: String
    let parents: [String]?
    let candidate: String?
    let tree: String?
    let outcome: String
    let verdict: String?
    /// What a verdict rests on.
    let why: String?
    /// Why there is no score, or no candidate.
    let reason: String?
    let score: Double?
    let scores: [Score]?
    let best: Bool?
    let undone: Bool?
    let rejected: Bool?
    let containsRejected: [Reference]?
    let proposer: Proposer
    let objective: String
    let tokens: Tokens?
    let cost: Cost?

    /// What was measured on one sample.
    struct Score: Decodable {
        let source: String
        let sample: Sample
        let metrics: [String: Metric]?
        let look: Int?

        struct Sample: Decodable {
            let split: String?
            let used: Int?
            let all: Int?
            let repeats: Int?
        }

        struct Metric: Decodable {
            let value: Double
        }
    }

    /// A step that is named.
    struct Reference: Decodable {
        let step: Int
    }

    struct Proposer: Decodable {
        let summary: String?
    }

    struct Tokens: Decodable, Hashable {
        let `in`: Int
        let out: Int
    }

    struct Cost: Decodable {
        let amount: Double
    }

    var parent: String? { parents?.first }
    var summary: String { proposer.summary ?? "" }
    /// How often the candidate was tested.
    var tests: Int { scores?.compactMap(\.look).max() ?? 0 }

    /// The objective's value on a split; on a part of train that is a minibatch.
    func value(on split: String) -> Double? {
        let found = scores?.first {
            $0.sample.split == split && ($0.sample.used == $0.sample.all)
                || split == "minibatch" && $0.sample.used != $0.sample.all
        }
        return found?.metrics?[objective]?.value
    }

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

/// What `hone log --json` prints.
struct LogPage: Decodable {
    let steps: [StepRow]
}

/// A run as `hone status --json` lists it.
struct RunRow: Decodable {
    let run: String
    let base: String
    let candidate: String
    let spent: Spent
    let baseScore: Double?
    let score: Double?
    let running: Bool?
    let reason: String?
    let confirmed: Bool?
    let gain: Gain?
    let lineages: [Lineage]

    struct Spent: Decodable {
        let steps: Int
        let trials: Int
        let cached: Int?
    }

    struct Lineage: Decodable {
        let lineage: String
        let head: String
        let branch: String
        let ended: String?
    }

    /// The winner against the base.
    struct Gain: Decodable {
        let test: String
        let estimate: Double
        let interval: [Double]?
        let n: Int
    }
}

/// What `hone status --json` prints.
struct StatusPage: Decodable {
    let runs: [RunRow]
}

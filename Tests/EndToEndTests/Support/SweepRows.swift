/// What `hone sweep show --json` prints.
struct SweepReport: Decodable {
    struct Cell: Decodable {
        struct Run: Decodable {
            struct Point: Decodable {
                let steps: Int
                let best: Double?
            }

            struct Spent: Decodable {
                let steps: Int
                let trials: Int
                let updates: Int
            }

            let run: String
            let state: String
            let reason: String?
            let spent: Spent?
            let figure: Double?
            let test: Double?
            let baseTest: Double?
            let curve: [Point]?
        }

        let cell: Int
        let runs: [Run]
        let mean: Double?
    }

    struct Comparison: Decodable {
        let cell: Int
        let with: Int
        let n: Int
        let estimate: Double
        let low: Double
        let high: Double
        let p: Double
        let holm: Double
    }

    struct Baseline: Decodable {
        let baseline: String
        let runs: [Cell.Run]?
    }

    struct Missing: Decodable {}

    let ended: Bool
    let compared: String
    let baseTest: Double?
    let cells: [Cell]
    let comparisons: [Comparison]
    let baselines: [Baseline]?
    let missing: [Missing]?
    let chosen: Int?

    var runs: [Cell.Run] { cells.flatMap(\.runs) }
}

extension UserRepository {
    /// The newest sweep.
    func sweep() throws -> SweepReport { try decode(succeed("sweep", "show", "--json")) }
}

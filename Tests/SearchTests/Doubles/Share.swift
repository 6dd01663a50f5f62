/// Runs of which some came to something.
struct Share {
    let share: Double
    let runs: Int

    /// Plays runs of seeds from 1 on, and counts those of which something holds.
    init(of runs: Int, where holds: (UInt64) async throws -> Bool) async throws {
        var count = 0
        for seed in 1...runs where try await holds(UInt64(seed)) { count += 1 }
        share = Double(count) / Double(runs)
        self.runs = runs
    }

    /// Tells whether chance alone makes such a share of a probability, but for one case in a thousand.
    func fits(_ chance: Double) -> Bool {
        abs(share - chance) < 3.29 * (chance * (1 - chance) / Double(runs)).squareRoot()
    }
}

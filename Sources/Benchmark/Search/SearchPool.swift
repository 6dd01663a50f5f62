import Statistics
import Text

/// What `auto` comes to over all problems of a kind of proposer and a budget, each of them counting alike.
///
/// On each problem the chance that a run of it ends better than one of the other (ties count half); their mean has the standard error of means of
/// independent estimates.
struct SearchPool {
    private struct Kind: Hashable {
        let proposer: String
        let steps: String
    }

    private struct Entry {
        let kind: Kind
        /// Over `best-of`, and over a chain where that is not what was chosen.
        let chances: [(value: Double, error: Double)]
    }

    private var entries: [Entry] = []

    /// - Parameter others: what `best-of` and a chain came to, with fewer where the chosen one is among them.
    mutating func add(_ own: [Double], over others: [[Double]], on problem: SearchProblem) {
        let kind = Kind(
            proposer: problem.kind,
            steps: problem.steps <= 20 ? "10 and 20" : problem.steps <= 150 ? "40 and 150" : "300 and 600")
        entries.append(
            Entry(
                kind: kind,
                chances: others.map { other in
                    let test = RankSumTest(of: own, over: other)
                    let bounds = test.superiorityInterval(confidence: 0.95)
                    return (test.superiority, (bounds.upperBound - bounds.lowerBound) / (2 * 1.96))
                }))
    }

    /// `nil` where nothing was added.
    var table: Table? {
        let kinds = Set(entries.map(\.kind)).sorted { ($0.proposer, $0.steps) < ($1.proposer, $1.steps) }
        guard !kinds.isEmpty else { return nil }
        var table = Table(
            "what auto chooses, over problems alike",
            header: ["proposals of", "steps", "problems", "P(> best-of)", "P(> chain)"])
        for kind in kinds {
            let own = entries.filter { $0.kind == kind }
            let cells = [0, 1].map { place in
                Self.mean(own.compactMap { place < $0.chances.count ? $0.chances[place] : nil })
            }
            table.rows.append([kind.proposer, kind.steps, String(own.count)] + cells)
        }
        return table
    }

    private static func mean(_ chances: [(value: Double, error: Double)]) -> String {
        guard !chances.isEmpty else { return "" }
        let count = Double(chances.count)
        let mean = chances.reduce(0) { $0 + $1.value } / count
        let error = chances.reduce(0) { $0 + $1.error * $1.error }.squareRoot() / count
        let figures = [mean, max(0, mean - 1.96 * error), min(1, mean + 1.96 * error)]
            .map { Figures.fixed($0, digits: 2) }
        return "\(figures[0]) [\(figures[1]), \(figures[2])] of \(chances.count)"
    }
}

/// Sums of ranks at which a race ends, from a number of pairs on.
///
/// Group-sequential bounds (Jennison and Turnbull 2000) of the signed-rank statistic, in a table of our own: each row keeps the
/// chance of ever reaching it within its error, for equal candidates, whatever the noise and in whatever order the sizes of the gains arrive, counted
/// over all sign vectors. Giving up is left out of that count, so it costs power and no error, and a race may go on past it.
struct RaceBoundary: Hashable, Sendable {
    /// The number of pairs that the first sum is for.
    let first: Int
    let sums: [Int]

    /// From which sum on a candidate is accepted, by confidence.
    static let acceptance: [(confidence: Double, boundary: RaceBoundary)] = [
        (0.80, RaceBoundary(first: 3, sums: [6, 10, 14, 19, 25, 31])),
        (0.90, RaceBoundary(first: 4, sums: [10, 15, 20, 26, 34, 41, 49])),
        (0.95, RaceBoundary(first: 5, sums: [15, 21, 27, 34, 42, 51])),
        (0.99, RaceBoundary(first: 7, sums: [28, 36, 45, 53])),
    ]

    /// Down to which sum a candidate is given up.
    static let futility = RaceBoundary(first: 2, sums: [1, 3, 6, 10, 16, 23, 31, 40])

    /// The boundary of acceptance for a confidence: its own or the next stricter one; `nil` above all of them.
    static func acceptance(at confidence: Double) -> RaceBoundary? {
        acceptance.first { $0.confidence >= confidence - 1e-12 }?.boundary
    }

    /// The last number of pairs that there is a sum for.
    var last: Int { first + sums.count - 1 }

    /// The sum for a number of pairs, where there is one.
    subscript(pairs: Int) -> Int? { pairs >= first ? sums.dropFirst(pairs - first).first : nil }
}

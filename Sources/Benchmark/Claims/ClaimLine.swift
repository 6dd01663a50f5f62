import Text

/// What runs of a row came to, as it is printed: what is stated, what was observed, and what that took.
struct ClaimLine {
    private let cells: [String]

    init(_ row: ClaimRow, _ tally: ClaimTally) {
        let stated =
            switch row.stated {
            case .atMost(let rate): "at most \(Self.rate(rate))"
            case .atLeast(let rate): "at least \(Self.rate(rate))"
            case .nothing: ""
            }
        let name = row.name + (row.divisor > 1 ? " (\(tally.runs) runs)" : "")
        let isBroken = row.isBroken(by: tally)
        guard let interval = tally.interval else {
            cells = [name, stated, "none to say", "", ""]
            return
        }
        let tenths = { (value: Double) in (value * 10).rounded() / 10 }
        let cost = tenths(row.isPaired ? tally.pairs : tally.commandRunsAStep)
        let pairs = tally.pairsInterval
        let most =
            row.pairs.map { " [\(tenths(pairs.lowerBound)), \(tenths(pairs.upperBound))], at most \($0)" }
            ?? ""
        cells = [
            name, stated, Self.rate(Double(tally.hits) / Double(tally.asked)),
            "[\(Self.rate(interval.lowerBound)), \(Self.rate(interval.upperBound))]",
            "\(cost) \(row.isPaired ? "pairs" : "runs") a step\(most)\(isBroken ? "   BROKEN" : "")",
        ]
    }

    var text: String {
        let widths = [66, 16, 11, 16, 0]
        return "  "
            + zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - cell.count))
            }.joined(separator: " ")
    }

    static let markdownHeading = "| row | stated | observed | 99.9 % interval | cost |\n|---|---|---|---|---|"

    var markdown: String { "| \(cells.joined(separator: " | ")) |" }

    /// Four places, as in the tables of the specification.
    private static func rate(_ rate: Double) -> String {
        let tenThousandths = String(Int(clamping: (rate * 10_000).rounded()))
        let padded = String(repeating: "0", count: max(0, 5 - tenThousandths.count)) + tenThousandths
        return padded.dropLast(4) + "." + padded.suffix(4)
    }
}

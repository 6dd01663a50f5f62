import Glibc
import Statistics
import Text

/// How often hone says what is not so: every row of the table, played through the real loop.
struct ClaimsBenchmark {
    /// Of each row.
    let runs: Int
    /// Rows whose group or name has this in it; `nil` for all.
    let filter: String?

    /// Prints each row as it is known, and returns whether all keep what they state.
    func run() async throws -> Bool {
        let rows = ClaimRow.all.filter { row in
            filter.map { "\(row.group): \(row.name)".contains($0) } ?? true
        }
        print("\(runs) runs a row; the interval holds the true rate in 999 of 1,000 tables")
        var group = ""
        var broken = 0
        for row in rows {
            if row.group != group {
                group = row.group
                print("\n\(group)")
            }
            let tally = try await tally(of: row)
            let isBroken = row.isBroken(by: tally)
            broken += isBroken ? 1 : 0
            print("  " + line(row, tally) + (isBroken ? "   BROKEN" : ""))
            fflush(nil)
        }
        print("\n\(rows.count) rows, \(broken) of them broken")
        return broken == 0
    }

    private func tally(of row: ClaimRow) async throws -> ClaimTally {
        let width = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return try await withThrowingTaskGroup(of: ClaimTally.self) { group in
            for worker in 0..<width {
                group.addTask { [runs] in
                    var tally = ClaimTally()
                    for number in stride(from: worker, to: runs, by: width) {
                        tally = tally + (try await ClaimRun(row: row, number: number).tally())
                    }
                    return tally
                }
            }
            return try await group.reduce(ClaimTally(), +)
        }
    }

    private func line(_ row: ClaimRow, _ tally: ClaimTally) -> String {
        let stated =
            switch row.stated {
            case .atMost(let rate): "at most \(Self.rate(rate))"
            case .atLeast(let rate): "at least \(Self.rate(rate))"
            case .nothing: ""
            }
        guard let interval = tally.interval else {
            return Self.cells(row.name, stated, "none to say", "", "")
        }
        let observed = Self.rate(Double(tally.hits) / Double(tally.asked))
        let bounds = "[\(Self.rate(interval.lowerBound)), \(Self.rate(interval.upperBound))]"
        let cost = ((row.isPaired ? tally.pairs : tally.commandRunsAStep) * 10).rounded() / 10
        let most = row.pairs.map { ", at most \($0)" } ?? ""
        return Self.cells(
            row.name, stated, observed, bounds, "\(cost) \(row.isPaired ? "pairs" : "runs") a step" + most)
    }

    private static func cells(_ name: String, _ others: String...) -> String {
        let widths = [66, 14, 11, 16, 0]
        return zip([name] + others, widths).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - cell.count))
        }.joined(separator: " ")
    }

    /// Four places, as in the tables of the specification.
    private static func rate(_ rate: Double) -> String {
        let tenThousandths = String(Int(clamping: (rate * 10_000).rounded()))
        let padded = String(repeating: "0", count: max(0, 5 - tenThousandths.count)) + tenThousandths
        return padded.dropLast(4) + "." + padded.suffix(4)
    }
}

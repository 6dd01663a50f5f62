import Glibc

/// How often hone says what is not so: every row of the table, played through the real loop.
struct ClaimsBenchmark {
    enum Format { case text, markdown }

    /// Of each row.
    var runs = 4_000
    /// Rows whose group or name has this in it; `nil` for all.
    var filter: String?
    var format = Format.text

    /// Prints each row as it is known, and returns whether all keep what they state.
    func run() async throws -> Bool {
        let rows = ClaimRow.all.filter { row in
            filter.map { "\(row.group): \(row.name)".contains($0) } ?? true
        }
        print(opening)
        var group = ""
        var broken = 0
        for row in rows {
            if row.group != group {
                group = row.group
                print(heading(group))
            }
            let tally = try await tally(of: row)
            broken += row.isBroken(by: tally) ? 1 : 0
            let line = ClaimLine(row, tally)
            print(format == .markdown ? line.markdown : line.text)
            fflush(nil)
        }
        print("\n\(rows.count) rows, \(broken) of them broken")
        return broken == 0
    }

    private var opening: String {
        let kind = "\(runs) runs a row; the interval holds the true rate in 999 of 1,000 tables"
        return switch format {
        case .text: kind
        case .markdown:
            """
            # How often hone says what is not so

            As `bench claims --runs \(runs) --markdown` prints it: \(kind). Where one is stated, that interval may not lie wholly beyond it.
            """
        }
    }

    private func heading(_ group: String) -> String {
        switch format {
        case .text: "\n" + group
        case .markdown: "\n## \(group)\n\n" + ClaimLine.markdownHeading
        }
    }

    private func tally(of row: ClaimRow) async throws -> ClaimTally {
        let width = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return try await withThrowingTaskGroup(of: ClaimTally.self) { group in
            for worker in 0..<width {
                group.addTask { [runs = max(1, runs / row.divisor)] in
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
}

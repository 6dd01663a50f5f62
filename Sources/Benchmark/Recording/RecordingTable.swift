/// The figures of recording as a table: a column a stage.
struct RecordingTable {
    let stages: [Int]
    /// Of hone's steps around each stage.
    var steps: [RecordingBenchmark.Manner: [Timings]] = [:]
    /// Of all of hone's steps up to each stage, in milliseconds.
    var means: [RecordingBenchmark.Manner: [Double]] = [:]
    var ways: [(GitRecorder.Way, [Timings])] = []
    var packs: [(packs: Int, loose: Int, kilobytes: Int)] = []

    /// A line of hone's own figures, one a stage.
    private struct Own {
        let name: String
        let values: [Double]
        var goal = ""
        var ratioGoal = "≥ 20×"
    }

    private var own: [Own] {
        func medians(_ manner: RecordingBenchmark.Manner) -> [Double] { steps[manner]?.map(\.median) ?? [] }
        return [
            Own(name: "a step alone, median", values: medians(.alone), goal: "≤ 1.20"),
            Own(name: "a step in a row, median", values: medians(.inARow), goal: "≤ 1.20"),
            Own(name: "steps in a row, mean of all so far", values: means[.inARow] ?? []),
            Own(name: "steps alone, mean of all so far", values: means[.alone] ?? [], ratioGoal: ""),
        ]
    }

    var table: Table {
        var table = Table(
            "Recording a step, 2,000 files: candidate, score and feedback notes, journal, branches (ms)",
            header: [""] + stages.map { "at \($0)" } + ["last / first", "goal"])
        table.rows =
            own.map { row("hone, \($0.name)", $0.values, goal: $0.goal) }
            + [row("hone, slowest step alone", steps[.alone]?.map(\.slowest) ?? [])]
            + ways.map { row($0.words + ", median", $1.map(\.median), digits: 1) }
        for (way, timings) in ways {
            table.rows += own.map { line in
                let goal = way == .porcelain ? line.ratioGoal : ""
                return ratios("  \(way.words): hone, \(line.name)", timings.map(\.median), line.values, goal)
            }
        }
        table.rows.append(["packs left (gc starts at 50)"] + packs.map { "\($0.packs)" } + ["", "< 50"])
        table.rows.append(
            ["loose objects left (gc starts at 6,700)"] + packs.map { "\($0.loose)" } + ["", "< 6700"])
        table.rows.append(
            ["MB in packs, those of the 2,000 files among them"]
                + packs.map { (Double($0.kilobytes) / 1024).text(digits: 1) } + ["", ""])
        table.remarks = [
            "A step alone comes a quarter second or more after the one before: pack, journal, branches and notes follow at once.",
            "Of steps in a row each is durable in a log, and the rest is done for all of a quarter second together.",
            "The means have everything in them, the merges of packs too; between steps alone there is time for those.",
            "hone waits for the disk, twice for a step alone and once in a row. git by default does not, and no gc of git's is",
            "in these figures (gc.auto=0).",
        ]
        return table
    }

    private func row(_ name: String, _ values: [Double], goal: String = "", digits: Int = 2) -> [String] {
        let ratio = values.count > 1 ? (values[values.count - 1] / values[0]).text() : ""
        return [name] + values.map { $0.text(digits: digits) } + [ratio, goal]
    }

    private func ratios(_ name: String, _ git: [Double], _ hone: [Double], _ goal: String) -> [String] {
        [name] + zip(git, hone).map { "\(($0 / $1).text(digits: 1))×" } + ["", goal]
    }
}

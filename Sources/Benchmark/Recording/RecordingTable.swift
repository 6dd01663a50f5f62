/// The figures of recording as a table: a column a stage.
struct RecordingTable {
    let stages: [Int]
    /// How many steps of hone's are timed at each stage.
    let window: Int
    var hone: [RecordingBenchmark.Manner: [Timings]] = [:]
    var ways: [(GitRecorder.Way, [Timings])] = []
    var packs: [(packs: Int, loose: Int)] = []

    private var alone: [Timings] { hone[.alone] ?? [] }
    private var inARow: [Timings] { hone[.inARow] ?? [] }

    var table: Table {
        var table = Table(
            "Recording a step, 2,000 files: candidate, score and feedback notes, journal, branches (ms)",
            header: [""] + stages.map { "at \($0)" } + ["last / first", "goal"])
        table.rows =
            [
                row("hone, a step alone, median", alone.map(\.median), goal: "≤ 1.20"),
                row("hone, a step alone, mean", alone.map(\.mean), goal: "≤ 1.20"),
                row("hone, \(window) steps in a row, mean", inARow.map(\.mean), goal: "≤ 1.20"),
                row("hone, slowest of \(window)", alone.map(\.slowest)),
            ] + ways.map { row($0.words + ", median", $1.map(\.median), digits: 1) }
        for (way, timings) in ways {
            let git = timings.map(\.median)
            table.rows += [
                ratios("  \(way.words): hone alone, median", git, alone.map(\.median)),
                ratios("  \(way.words): hone alone, mean", git, alone.map(\.mean)),
                ratios("  \(way.words): hone in a row", git, inARow.map(\.mean)),
            ]
        }
        table.rows.append(["packs left (gc starts at 50)"] + packs.map { "\($0.packs)" } + ["", "< 50"])
        table.rows.append(
            ["loose objects left (gc starts at 6,700)"] + packs.map { "\($0.loose)" } + ["", "< 6700"])
        table.remarks = [
            "hone waits for the disk with each step: one fsync for the objects, two for the journal's ref.",
            "git by default waits for none of this; no gc of git's is in these figures (gc.auto=0).",
            "The means have the merges of packs; in a row, branches and notes follow four times a second and at the end.",
        ]
        return table
    }

    private func row(_ name: String, _ values: [Double], goal: String = "", digits: Int = 2) -> [String] {
        let ratio = values.count > 1 ? (values[values.count - 1] / values[0]).text() : ""
        return [name] + values.map { $0.text(digits: digits) } + [ratio, goal]
    }

    private func ratios(_ name: String, _ git: [Double], _ hone: [Double]) -> [String] {
        [name] + zip(git, hone).map { "\(($0 / $1).text(digits: 1))×" } + ["", "≥ 20×"]
    }
}

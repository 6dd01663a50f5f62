/// The figures of recording as a table: a column a stage.
struct RecordingTable {
    let stages: [Int]
    /// Of hone's steps around each stage.
    var alone: [Timings] = []
    /// Of all of hone's steps up to each stage, in milliseconds.
    var means: [RecordingBenchmark.Manner: [Double]] = [:]
    var ways: [(GitRecorder.Way, [Timings])] = []
    var packs: [(packs: Int, loose: Int)] = []

    var table: Table {
        var table = Table(
            "Recording a step, 2,000 files: candidate, score and feedback notes, journal, branches (ms)",
            header: [""] + stages.map { "at \($0)" } + ["last / first", "goal"])
        let own = [
            ("a step alone, median", alone.map(\.median)),
            ("steps alone, mean of all so far", means[.alone] ?? []),
            ("steps in a row, mean of all so far", means[.inARow] ?? []),
        ]
        table.rows =
            own.map { row("hone, \($0)", $1, goal: "≤ 1.20") }
            + [row("hone, slowest step", alone.map(\.slowest))]
            + ways.map { row($0.words + ", median", $1.map(\.median), digits: 1) }
        for (way, timings) in ways {
            table.rows += own.map { ratios("  \(way.words): hone, \($0)", timings.map(\.median), $1) }
        }
        table.rows.append(["packs left (gc starts at 50)"] + packs.map { "\($0.packs)" } + ["", "< 50"])
        table.rows.append(
            ["loose objects left (gc starts at 6,700)"] + packs.map { "\($0.loose)" } + ["", "< 6700"])
        table.remarks = [
            "hone waits for the disk: alone one fsync for the objects and two for the journal's ref, in a row the first",
            "with each step and the others, like branches and notes, four times a second. The means have the merges of packs.",
            "git by default waits for none of this; no gc of git's is in these figures (gc.auto=0).",
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

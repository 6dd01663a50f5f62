/// `hyperfine`: its JSON export, in `HONE_RESULTS` (`--export-json "$HONE_RESULTS"`) or on standard output (`--export-json -`).
///
/// Fields, in seconds: `mean`, `median`, `min`, `max`, `user`, `system`, and `stddev` of each command. A benchmark is named by its command
/// line (or `--command-name`). `BenchmarkEntries` says how fields become metrics.
struct HyperfineFormat: ResultFormat {
    private static let fields = ["mean", "stddev", "median", "min", "max", "user", "system"]

    func read(_ output: CommandOutput) -> ResultReading {
        guard let report = JSONDocument.find(in: output), let results = report["results"]?.elements else {
            return ResultReading(fault: JSONDocument.fault(in: output, "an export of hyperfine"))
        }
        var entries = BenchmarkEntries()
        for result in results {
            var fields: [String: Double] = [:]
            for name in Self.fields { fields[name] = result[name]?.number }
            entries.add(result["command"]?.string ?? "unnamed", fields)
        }
        return entries.reading(of: "hyperfine")
    }
}

/// `pytest-benchmark`: its JSON report, in `HONE_RESULTS` (`--benchmark-json="$HONE_RESULTS"`) or on standard output.
///
/// Fields: every number of a benchmark's `stats`, times in seconds: `min`, `max`, `mean`, `stddev`, `median`, `iqr`, `ops`, …. A benchmark
/// is named as its test is. `BenchmarkEntries` says how fields become metrics.
struct PytestBenchmarkFormat: ResultFormat {
    func read(_ output: CommandOutput) -> ResultReading {
        guard let report = JSONDocument.find(in: output), let list = report["benchmarks"]?.elements else {
            return ResultReading(fault: JSONDocument.fault(in: output, "a report of pytest-benchmark"))
        }
        var entries = BenchmarkEntries()
        for benchmark in list {
            var fields: [String: Double] = [:]
            for (name, value) in benchmark["stats"]?.fields ?? [:] { fields[name] = value.number }
            entries.add(benchmark["name"]?.string ?? "unnamed", fields)
        }
        return entries.reading(of: "pytest-benchmark")
    }
}

import Statistics
import StudyModel
import Text

/// `google-benchmark`: the JSON report of Google Benchmark, in `HONE_RESULTS` (`--benchmark_out=$HONE_RESULTS
/// --benchmark_out_format=json`) or on standard output (`--benchmark_format=json`).
///
/// Fields: `real_time` and `cpu_time` in nanoseconds whatever the report's unit, and each counter under its own name. Of repetitions the
/// median counts: the report's own aggregate where it has one, else that of the repetitions. `BenchmarkEntries` says how fields become metrics.
struct GoogleBenchmarkFormat: ResultFormat {
    func read(_ output: CommandOutput) -> ResultReading {
        guard let report = JSONDocument.find(in: output), let list = report["benchmarks"]?.elements else {
            return ResultReading(fault: JSONDocument.fault(in: output, "a report of Google Benchmark"))
        }
        if let failed = list.first(where: { $0["error_occurred"] == .bool(true) }) {
            let message = failed["error_message"]?.string ?? "no message"
            return ResultReading(
                fault: "benchmark \(Self.name(of: failed).excerpt()) reports \(message.excerpt())")
        }
        var entries = BenchmarkEntries()
        var seen: Set<String> = []
        for name in list.map(Self.name) where seen.insert(name).inserted {
            entries.add(name, Self.fields(of: list.filter { Self.name(of: $0) == name }))
        }
        return entries.reading(of: "Google Benchmark")
    }

    private static func name(of entry: JSONValue) -> String {
        entry["run_name"]?.string ?? entry["name"]?.string ?? "unnamed"
    }

    /// The fields of one benchmark from all its entries: iterations and aggregates.
    private static func fields(of entries: [JSONValue]) -> [String: Double] {
        if let median = entries.first(where: { $0["aggregate_name"]?.string == "median" }) {
            return fields(of: median)
        }
        let iterations = entries.filter { $0["aggregate_name"] == nil }.map { fields(of: $0) }
        guard let first = iterations.first else { return entries.first.map { fields(of: $0) } ?? [:] }
        var result: [String: Double] = [:]
        for name in first.keys { result[name] = Summaries.median(iterations.compactMap { $0[name] }) }
        return result
    }

    private static func fields(of entry: JSONValue) -> [String: Double] {
        let nanoseconds = nanosecondsPerUnit[entry["time_unit"]?.string ?? "ns"] ?? 1
        var fields: [String: Double] = [:]
        for (name, value) in entry.fields ?? [:] where !bookkeeping.contains(name) {
            guard let number = value.number else { continue }
            let isTime = name == "real_time" || name == "cpu_time"
            fields[name] = isTime ? number * nanoseconds : number
        }
        return fields
    }

    private static let nanosecondsPerUnit = ["ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9]
    /// Numbers of an entry that measure nothing.
    private static let bookkeeping: Set<String> = [
        "family_index", "per_family_instance_index", "repetitions", "repetition_index", "threads",
        "iterations",
    ]
}

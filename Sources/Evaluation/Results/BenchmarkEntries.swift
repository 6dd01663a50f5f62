import Statistics

#if canImport(Glibc)
    import Glibc
#endif

/// Metrics of a benchmark tool's report: each benchmark's own, and over all of them.
///
/// A benchmark's value is `<name>.<field>`; the field alone is the geometric mean over all benchmarks (Fleming and Wallace, "How not to
/// lie with statistics: the correct way to summarize benchmark results", 1986), so with one benchmark it is that benchmark's value. A field
/// that some benchmark lacks, or that is not positive in each of several, has no mean.
struct BenchmarkEntries {
    private(set) var entries: [(name: String, fields: [String: Double])] = []

    mutating func add(_ name: String, _ fields: [String: Double]) {
        entries.append((name, fields))
    }

    var metrics: [String: Double] {
        var metrics: [String: Double] = [:]
        for (name, fields) in entries {
            for (field, value) in fields { metrics[name + "." + field] = value }
        }
        for field in entries.first?.fields.keys ?? [:].keys {
            let values = entries.compactMap { $0.fields[field] }
            if values.count == entries.count, let mean = Self.mean(values) { metrics[field] = mean }
        }
        return metrics
    }

    /// A reading of the metrics, or of the fault that the report of `tool` names no benchmark.
    func reading(of tool: String) -> ResultReading {
        entries.isEmpty
            ? ResultReading(fault: "the report of \(tool) names no benchmark")
            : ResultReading(records: [ResultRecord(metrics: metrics)])
    }

    private static func mean(_ values: [Double]) -> Double? {
        if values.count == 1 { return values[0] }
        guard values.allSatisfy({ $0 > 0 }) else { return nil }
        return Summaries.mean(values.map { log($0) }).map { exp($0) }
    }
}

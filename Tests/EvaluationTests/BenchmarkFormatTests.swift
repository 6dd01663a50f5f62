import Testing

@testable import Evaluation

/// The reports of benchmark tools, in the shape in which the tools write them.
struct BenchmarkFormatTests {
    private func metrics(_ format: some ResultFormat, _ report: String) -> [String: Double]? {
        format.read(CommandOutput(stdout: "noise\n", results: Array(report.utf8))).records.first?.metrics
    }

    @Test func `Google Benchmark's times are nanoseconds and its counters metrics`() {
        let report = """
            {"context": {"date": "2026-01-01", "num_cpus": 2}, "benchmarks": [
              {"name": "BM_sort/1024", "family_index": 0, "run_name": "BM_sort/1024", "run_type": "iteration", "repetitions": 1,
               "threads": 1, "iterations": 1000, "real_time": 2.5, "cpu_time": 2.0, "time_unit": "us", "items_per_second": 4e8}]}
            """
        #expect(
            metrics(GoogleBenchmarkFormat(), report) == [
                "BM_sort/1024.real_time": 2500, "BM_sort/1024.cpu_time": 2000,
                "BM_sort/1024.items_per_second": 4e8,
                "real_time": 2500, "cpu_time": 2000, "items_per_second": 4e8,
            ])
    }

    @Test func `of Google Benchmark's repetitions the median counts`() {
        func entry(_ time: Double, _ aggregate: String? = nil) -> String {
            let kind =
                aggregate.map { "\"run_type\": \"aggregate\", \"aggregate_name\": \"\($0)\"" }
                ?? "\"run_type\": \"iteration\""
            return
                "{\"name\": \"BM\", \"run_name\": \"BM\", \(kind), \"real_time\": \(time), \"time_unit\": \"ns\"}"
        }
        let plain = "{\"benchmarks\": [\(entry(1)), \(entry(9)), \(entry(2))]}"
        #expect(metrics(GoogleBenchmarkFormat(), plain)?["real_time"] == 2)
        let aggregated =
            "{\"benchmarks\": [\(entry(1)), \(entry(4, "mean")), \(entry(3, "median")), \(entry(0.1, "cv"))]}"
        #expect(metrics(GoogleBenchmarkFormat(), aggregated) == ["real_time": 3, "BM.real_time": 3])
    }

    @Test func `a benchmark that reports an error is a fault`() {
        let report =
            #"{"benchmarks": [{"name": "BM", "run_name": "BM", "error_occurred": true, "error_message": "no file"}]}"#
        let reading = GoogleBenchmarkFormat().read(CommandOutput(stdout: report, results: nil))
        #expect(reading.fault == "benchmark 'BM' reports 'no file'")
    }

    @Test func `hyperfine's export gives seconds, and the geometric mean over commands`() throws {
        let one =
            #"{"command": "./a", "mean": 0.2, "stddev": 0.01, "median": 0.1, "user": 0.0, "system": 0.1, "min": 0.1, "max": 0.4, "times": [0.1, 0.4], "exit_codes": [0, 0]}"#
        let two =
            #"{"command": "./b", "mean": 0.3, "stddev": null, "median": 0.4, "user": 0.1, "system": 0.1, "min": 0.1, "max": 0.4}"#
        let single = try #require(metrics(HyperfineFormat(), "{\"results\": [\(one)]}"))
        #expect(single["median"] == 0.1)
        #expect(single["./a.mean"] == 0.2)
        #expect(single["stddev"] == 0.01)
        let both = try #require(metrics(HyperfineFormat(), "{\"results\": [\(one), \(two)]}"))
        #expect(abs((both["median"] ?? 0) - 0.2) < 1e-12)
        #expect(both["user"] == nil)
        #expect(both["stddev"] == nil)
        #expect(both["./b.median"] == 0.4)
    }

    @Test func `pytest-benchmark's statistics are metrics by test`() {
        let report = """
            {"machine_info": {}, "benchmarks": [{"group": null, "name": "test_sort", "fullname": "tests/test_sort.py::test_sort",
             "params": null, "stats": {"min": 0.1, "max": 0.3, "mean": 0.2, "stddev": 0.05, "rounds": 5, "median": 0.19,
             "iqr_outliers": 0, "outliers": "1;0", "ops": 5.0, "iterations": 1}}], "datetime": "2026", "version": "5.1.0"}
            """
        let found = metrics(PytestBenchmarkFormat(), report)
        #expect(found?["median"] == 0.19)
        #expect(found?["test_sort.ops"] == 5)
        #expect(found?["outliers"] == nil)
    }

    @Test func `a report on standard output is found behind other lines`() {
        let output = CommandOutput(
            stdout: "Running ./bench\nWARNING: {x}\n{\"results\": [{\"command\": \"a\", \"mean\": 1}]}\n",
            results: nil)
        #expect(HyperfineFormat().read(output).records.map(\.metrics) == [["a.mean": 1, "mean": 1]])
    }

    @Test func `what is no report is shown by its beginning`() {
        let reading = PytestBenchmarkFormat().read(CommandOutput(stdout: "", results: Array("{}".utf8)))
        #expect(reading.fault == "HONE_RESULTS is not a report of pytest-benchmark: it begins with '{}'")
        let empty = HyperfineFormat().read(CommandOutput(stdout: "\n{\"results\": []}", results: nil))
        #expect(empty.fault == "the report of hyperfine names no benchmark")
    }
}

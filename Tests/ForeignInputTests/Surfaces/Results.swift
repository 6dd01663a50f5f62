import StudyModel
import Text

@testable import Evaluation

/// What an evaluator leaves: results, output, traces, error messages.
let resultSurfaces: [Surface] = [
    Surface(
        "results",
        seeds: [
            #"{"score": 1.5, "feedback": "ok", "tokens": {"in": 10, "out": 2}, "cost": {"amount": 0.1}}"#,
            #"{"id": "a", "metrics": {"seconds": 3, "size": 1e3}, "output": [1, {"a": null}], "trace": [{"step": 1}]}"#
                + "\n" + #"{"id": "b", "score": -2.25, "trace": "x"}"# + "\n",
            #"{"seconds": {"mean": 2.5, "max": [3, 4]}, "n": 3}"#, "log\n 3e-2 \n",
            #"{"benchmarks": [{"name": "a/1", "run_name": "a", "real_time": 3.5, "cpu_time": 3, "time_unit": "us", "iterations": 100},"#
                + #" {"name": "a_median", "run_name": "a", "aggregate_name": "median", "real_time": 4, "time_unit": "s"}]}"#,
            #"{"results": [{"command": "sleep 1", "mean": 1.5, "stddev": null, "median": 1.5, "min": 1, "max": 2}]}"#,
            #"{"benchmarks": [{"name": "test_a", "fullname": "t.py::test_a", "stats": {"min": 1e-6, "mean": 2e-6, "rounds": 10}}]}"#,
        ]
    ) { text in
        let objective = Objective(metric: "seconds", direction: .minimize)
        for source in sources {
            let format = try makeResultFormat(source, metric: "seconds")
            for output in [
                CommandOutput(stdout: text), CommandOutput(stdout: "", results: Array(text.utf8)),
            ] {
                let reading = format.read(output)
                for examples in [[], ["a"], ["a", "b"]] {
                    let matches = RecordMatcher(examples: examples, objective: objective).match(reading)
                    for record in matches.records.values {
                        guard record.metrics.values.allSatisfy(\.isFinite), record.usage.tokens >= 0,
                            record.usage.cost >= 0
                        else { preconditionFailure("a number that is none counts as a result: \(record)") }
                        let traces = TraceCollector([], examples: examples, repetition: 0)
                        _ = traces.trace(of: examples.first, inline: record.trace)
                    }
                }
            }
        }
    },
    Surface(
        "line coverage",
        seeds: [
            "TN:\nSF:/slot/src/a.c\nDA:1,4\nDA:2,0,x\nend_of_record\n",
            #"{"files":[{"file":"a.c","lines":[{"line_number":1,"count":7},{"line_number":2,"count":0}]}]}"#,
            #"{"files":{"a.c":{"executed_lines":[1,3],"missing_lines":[2]}}}"#,
            #"{"files":{"a.c":{"executed":"1-5 8","never":"6-7"}}}"#,
        ]
    ) { text in
        let coverage = CoverageReport(Array(text.utf8)).coverage(of: ["src/a.c", "a.c"])
        _ = coverage.json.text
        if let stored = JSONReader.read(text) { _ = LineCoverage(json: stored).json }
    },
    Surface(
        "compiler output",
        seeds: ["a.c:3:5: error: expected ';'\n", "  File \"a.py\", line 3\nValueError: x\n"]
    ) {
        _ = firstErrors(in: $0)
    },
]

private let sources: [ResultSource] = [
    .auto, .file, .stdout, .regex("seconds: ([0-9.e+-]+)"), .json, .googleBenchmark, .hyperfine,
    .pytestBenchmark, .openevolve, .shinka,
]

import StudyModel
import Testing

@testable import Evaluation

/// The formats of `evaluator.results` but for the benchmark tools'.
struct ResultFormatTests {
    private func read(_ source: ResultSource, stdout: String = "", results: String? = nil) throws
        -> ResultReading
    {
        try makeResultFormat(source, metric: "seconds").read(
            CommandOutput(stdout: stdout, results: results.map { Array($0.utf8) }))
    }

    @Test func `auto prefers the file, then an object, then a number`() throws {
        let line = #"{"score": 1}"#
        #expect(try read(.auto, stdout: "3", results: line).records.map(\.metrics) == [["seconds": 1]])
        #expect(
            try read(.auto, stdout: "log\n{\"score\": 2, \"feedback\": \"ok\"}\n").records == [
                ResultRecord(metrics: ["seconds": 2], feedback: "ok")
            ])
        #expect(
            try read(.auto, stdout: "{\"time\": {\"wall\": 2}, \"n\": 3}").records.map(\.metrics) == [
                ["time.wall": 2, "n": 3]
            ])
        #expect(try read(.auto, stdout: "log\n 3e-2 \n\n").records.map(\.metrics) == [["seconds": 0.03]])
        #expect(
            try read(.auto, stdout: "{broken").fault
                == "the last line of standard output is not JSON: '{broken'")
    }

    @Test func `file does not look at standard output`() throws {
        #expect(try read(.file, stdout: "3").fault == "nothing was written to HONE_RESULTS")
        #expect(try read(.file, results: "\n").fault == "HONE_RESULTS holds no result")
    }

    @Test func `stdout does not look at the file`() throws {
        #expect(try read(.stdout, stdout: "3", results: "{}").records.map(\.metrics) == [["seconds": 3]])
    }

    @Test func `a last line cut short counts as not written`() throws {
        let reading = try read(.file, results: "{\"id\": \"a\", \"score\": 1}\n{\"id\": \"b\", \"sc")
        #expect(reading.records.map(\.id) == ["a"])
        #expect(reading.fault == nil)
    }

    @Test(arguments: [
        ("oops", "line 2 of HONE_RESULTS is not JSON: 'oops'"),
        ("[1]", "line 2 of HONE_RESULTS is not a JSON object: '[1]'"),
        ("{\"id\": \"b\"}", "line 2 of HONE_RESULTS has neither a score nor metrics: '{\"id\": \"b\"}'"),
        (
            "{\"score\": \"1\"}",
            "line 2 of HONE_RESULTS has '\"1\"' for 'score', not a number: '{\"score\": \"1\"}'"
        ),
        (
            "{\"metrics\": 3}",
            "line 2 of HONE_RESULTS has metrics that are '3', not an object: '{\"metrics\": 3}'"
        ),
    ])
    func `any other bad line is shown, and good ones kept`(line: String, fault: String) throws {
        let reading = try read(.file, results: "{\"id\":1,\"score\":1}\n\(line)\n{\"id\":3,\"score\":3}\n")
        #expect(reading.fault == fault)
        #expect(reading.records.map(\.id) == ["1", "3"])
    }

    @Test func `a line may hold all that the contract names`() throws {
        let line =
            #"{"id":"a","metrics":{"seconds":1,"kb":2},"feedback":"f","trace":[{"s":1},"t"],"tokens":{"in":3,"out":4},"cost":{"amount":0.5}}"#
        let record = ResultRecord(
            id: "a", metrics: ["seconds": 1, "kb": 2], feedback: "f",
            trace: [.object(["s": .number(1)]), .string("t")],
            usage: Usage(tokensIn: 3, tokensOut: 4, cost: 0.5))
        #expect(try read(.file, results: line).records == [record])
    }

    @Test func `the last match of a pattern counts, its first group`() throws {
        let output = "time: 3 s\ntime: 2.5 s time: 2 s\ntotal: 9\n"
        #expect(
            try read(.regex("time: ([0-9.]+)"), stdout: output).records.map(\.metrics) == [["seconds": 2]])
        #expect(try read(.regex("[0-9]+$"), stdout: output).records.map(\.metrics) == [["seconds": 9]])
        #expect(
            try read(.regex("speed"), stdout: output).fault == "no line of standard output matches 'speed'")
        #expect(
            try read(.regex("(total)"), stdout: output).fault == "'(total)' matched 'total', not a number")
    }

    @Test func `a pattern that is none is refused at once`() {
        #expect(throws: EvaluationError.badPattern("(")) { try read(.regex("(")) }
    }

    @Test func `json takes every number, nested ones with dots`() throws {
        let output =
            "starting\n{\n  \"a\": 1,\n  \"b\": {\"c\": 2, \"d\": {\"e\": -3}},\n  \"ok\": true, \"s\": \"x\", \"l\": [1]\n}\n"
        #expect(try read(.json, stdout: output).records.map(\.metrics) == [["a": 1, "b.c": 2, "b.d.e": -3]])
        #expect(
            try read(.json, stdout: "").fault
                == "standard output was empty, where one JSON object was expected")
        #expect(
            try read(.json, stdout: "3\n").fault
                == "standard output is not one JSON object: it begins with '3'")
        #expect(
            try read(.json, stdout: "{\"s\":\"x\"}").fault
                == #"the JSON object on standard output has no number: '{"s":"x"}'"#)
    }
}

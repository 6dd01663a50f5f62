import StudyModel
import Testing

@testable import Evaluation

/// What evaluators say that were written for other programs.
struct PeerFormatTests {
    private func read(_ format: some ResultFormat, _ results: String) -> ResultReading {
        format.read(CommandOutput(stdout: "", results: Array(results.utf8)))
    }

    @Test func `of an OpenEvolve evaluator numbers are metrics, and words are feedback`() {
        let reading = read(
            OpenEvolveFormat(),
            #"{"metrics": {"combined_score": 0.5, "fast": true, "error": "slow", "spread": NaN}, "artifacts": {"stderr": "x", "none": ""}}"#
        )
        #expect(
            reading.records == [
                ResultRecord(
                    metrics: ["combined_score": 0.5],
                    feedback: "error: slow\nfast: true\nspread: nan\nstderr: x")
            ])
    }

    @Test(arguments: [
        (
            #"{"combined_score": 0.5, "other": 1, "artifacts": {"status": "fine"}}"#,
            ["combined_score": 0.5, "other": 1]
        ),
        (
            #"{"a": 1, "b": 0.5, "error": 9, "passed": true}"#,
            ["a": 1, "b": 0.5, "error": 9, "combined_score": 0.75]
        ),
    ])
    func `without a combined score it is the mean of the others but for error`(
        results: String, metrics: [String: Double]
    ) {
        #expect(read(OpenEvolveFormat(), results).records.map(\.metrics) == [metrics])
    }

    @Test(arguments: [#"{"combined_score": NaN}"#, #"{"combined_score": "much", "other": 1}"#])
    func `a combined score that is no number is nobody's mean`(results: String) {
        let objective = Objective(metric: "combined_score", direction: .maximize)
        let matches = RecordMatcher(examples: [], objective: objective).match(
            read(OpenEvolveFormat(), results))
        #expect(matches.records.isEmpty && matches.fault != nil)
    }

    @Test func `what is not a dictionary with a number is a fault that shows it`() {
        #expect(
            read(OpenEvolveFormat(), #"{"error": "no"}"#).fault
                == #"the evaluator returned no number: '{"error":"no"}'"#)
        #expect(
            OpenEvolveFormat().read(CommandOutput(stdout: "0.5")).fault
                == "standard output is not what an OpenEvolve evaluator returns: it begins with '0.5'")
    }

    @Test
    func `of a ShinkaEvolve evaluator the public numbers are metrics, and the private ones are nobody's`() {
        let reading = read(
            ShinkaFormat(),
            #"{"correct.json": {"correct": true, "error": null}, "metrics.json": {"combined_score": 2.5, "execution_time_mean": 0.1, "public": {"circles": 26, "centers": "(1, 2)"}, "private": {"secret": 1}, "text_feedback": "Close."}}"#
        )
        #expect(
            reading.records == [
                ResultRecord(
                    metrics: ["combined_score": 2.5, "execution_time_mean": 0.1, "circles": 26],
                    feedback: "Close.\n\ncenters: (1, 2)")
            ])
    }

    @Test(arguments: [
        (
            #"{"correct.json": {"correct": false, "error": "Circles overlap"}, "metrics.json": {"combined_score": 9}}"#,
            "the result is not correct: 'Circles overlap'"
        ),
        (
            #"{"correct.json": {"correct": "true"}, "metrics.json": {"combined_score": 9}}"#,
            "the result is not correct"
        ),
        (#"{"metrics.json": {"combined_score": 9}}"#, "HONE_RESULTS has no correct.json"),
        (#"{"correct.json": {"correct": true}}"#, "HONE_RESULTS has no metrics.json"),
        ("3", "HONE_RESULTS is no folder with correct.json and metrics.json"),
    ])
    func `what is not correct, or not there, is no result`(results: String, fault: String) {
        let reading = read(ShinkaFormat(), results)
        #expect(reading.fault == fault && reading.records.isEmpty)
    }
}

import StudyModel
import Testing
import Text

@testable import Evaluation

/// What tools write of executed lines is read, whichever tool it is.
struct CoverageReportTests {
    private static let lcov = """
        geninfo says something
        TN:
        SF:/tmp/slot-1/src/a.c
        FN:1,main
        DA:1,4
        DA:2,0
        DA:3,1,checksum
        end_of_record
        DA:9,1
        """
    private static let gcov = """
        {"format_version":"1","files":[{"file":"src/a.c","lines":[{"line_number":1,"count":7},{"line_number":2,"count":0}]}]}
        {"files":[{"file":"src/a.c","lines":[{"line_number":3,"count":1},{"line_number":2,"count":0}]}]}
        """
    private static let python = """
        {"meta": {"version": "7"}, "files": {"./src/a.c": {"executed_lines": [1, 3], "missing_lines": [2]}}}
        """

    @Test(arguments: [lcov, gcov, python, python + "\n" + lcov])
    func `executed lines, and those that could be`(text: String) throws {
        let coverage = CoverageReport(Array(text.utf8)).coverage(of: ["src/a.c", "a.c", "src/b.c"])
        #expect(coverage.files.keys.sorted() == ["src/a.c"])
        let file = try #require(coverage.files["src/a.c"])
        #expect(file.executed == [1, 3])
        #expect(file.missed == [2])
        #expect(file[9] == .unknown)
    }

    @Test func `a line that one of several reports executed is executed`() {
        let text = "SF:a\nDA:1,0\nDA:2,3\nend_of_record\nSF:./a\nDA:1,2\nDA:2,0\nend_of_record\n"
        let file = CoverageReport(Array(text.utf8)).coverage(of: ["a"]).files["a"]
        #expect(file?.executed == [1, 2])
        #expect(file?.missed == [])
    }

    @Test(arguments: [
        "", "{", "{\"files\":7}", "SF:a\nDA:x,1\nDA:-1,1\nDA:1\nDA:99999999999999999999,1\nDA:0,1",
        "DA:1,1", "{\"files\":{\"a\":{\"executed_lines\":[1.5,\"2\",-1,1e300]}}}",
    ])
    func `what is no report tells of nothing`(text: String) {
        #expect(CoverageReport(Array(text.utf8)).coverage(of: ["a"]) == LineCoverage())
    }

    @Test func `what is stored is read again`() {
        let coverage = CoverageReport(Array(Self.lcov.utf8)).coverage(of: ["src/a.c"])
        #expect(LineCoverage(json: coverage.json) == coverage)
        #expect(coverage.json.text == #"{"files":{"src/a.c":{"executed":"1 3","never":"2"}}}"#)
        for text in [#"{"files":{"a":{"executed":"5-1 x 0 1-99999999999"}}}"#, "[]"] {
            #expect(
                JSONReader.read(text).map {
                    LineCoverage(json: $0).files.values.allSatisfy { $0.executed.isEmpty }
                } == true)
        }
    }
}

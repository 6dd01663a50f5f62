import StudyModel
import Workspaces

/// Counts which lines of a candidate a study's `coverage` command executes.
package struct CoverageRun<Place: Executor>: Sendable {
    private let run: BesideRun<Place>

    package init(_ command: TimedCommand, after build: TimedCommand?, executor: Place) {
        run = BesideRun(command, named: "`artifact.coverage`", after: build, executor: executor)
    }

    /// Builds a candidate, runs the command beside it, and returns what it says of the files at these paths.
    ///
    /// Throws a `Failure` of the run where that fails or tells of none of the files.
    package func coverage(of subject: Subject, paths: [String], examples: [Example]) async throws
        -> LineCoverage
    {
        let result = try await run.result(on: subject, examples: examples)
        let report = CoverageReport(result.results ?? result.process.stdout.bytes)
        let coverage = report.coverage(of: paths)
        guard coverage.files.values.contains(where: { !$0.executed.isEmpty }) else {
            throw Failure(
                .run, "`artifact.coverage` told of no executed line of a file that may be edited",
                hint: "It writes lcov, gcov's or coverage.py's JSON to $HONE_RESULTS, or prints it")
        }
        return coverage
    }
}

import StudyModel
import Workspaces

/// Counts which lines of a candidate a study's `coverage` command executes.
package struct CoverageRun<Place: Executor>: Sendable {
    private let command: TimedCommand
    private let build: TimedCommand?
    private let executor: Place

    package init(_ command: TimedCommand, after build: TimedCommand?, executor: Place) {
        self.command = command
        self.build = build
        self.executor = executor
    }

    /// Builds a candidate, runs the command beside it, and returns what it says of the files at these paths.
    ///
    /// Throws a `Failure` of the run where that fails or tells of none of the files.
    package func coverage(of subject: Subject, paths: [String], examples: [Example]) async throws
        -> LineCoverage
    {
        return try await executor.withWorkplaces(for: [subject], slots: .clean) { places in
            let place = places[0]
            let variables = [
                "HONE_CANDIDATE": subject.commit.text, "HONE_SPLIT": Split.train.rawValue, "HONE_SEED": "0",
                "HONE_REPEAT": "0",
            ]
            if let build {
                try await run(Call(phase: .build, command: build, variables: variables), at: place)
            }
            let call = Call(phase: .coverage, command: command, variables: variables, examples: examples)
            let result = try await run(call, at: place)
            let report = CoverageReport(result.results ?? result.process.stdout.bytes)
            let coverage = report.coverage(of: paths)
            // What it compiled for counting is no candidate's.
            try await place.finish(after: .invalid)
            guard coverage.files.values.contains(where: { !$0.executed.isEmpty }) else {
                throw Failure(
                    .run, "`artifact.coverage` told of no executed line of a file that may be edited",
                    hint: "It writes lcov, gcov's or coverage.py's JSON to $HONE_RESULTS, or prints it")
            }
            return coverage
        }
    }

    @discardableResult
    private func run(_ call: Call, at place: any Workplace) async throws -> CallResult {
        let result = try await place.run(call)
        guard let failure = Scoreless(of: call, process: result.process) else { return result }
        throw Failure(.run, "`artifact.coverage` could not be run on the base: \(failure.reason)")
    }
}

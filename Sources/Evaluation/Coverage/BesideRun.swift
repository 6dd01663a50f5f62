import StudyModel
import Workspaces

/// A command that tells something of a candidate and judges nothing: built as for a step, and run where its command runs.
package struct BesideRun<Place: Executor>: Sendable {
    private let command: TimedCommand
    private let build: TimedCommand?
    private let executor: Place
    /// What it is, in the words of a failure.
    private let name: String

    package init(
        _ command: TimedCommand, named name: String, after build: TimedCommand?, executor: Place
    ) {
        self.command = command
        self.name = name
        self.build = build
        self.executor = executor
    }

    /// Builds a candidate, runs the command beside it, and returns what it left; throws a `Failure` of the run where either fails.
    package func result(on subject: Subject, examples: [Example]) async throws -> CallResult {
        try await executor.withWorkplaces(for: [subject], slots: .clean) { places in
            let place = places[0]
            let variables = [
                "HONE_CANDIDATE": subject.commit.text, "HONE_SPLIT": Split.train.rawValue, "HONE_SEED": "0",
                "HONE_REPEAT": "0",
            ]
            if let build {
                try await run(Call(phase: .build, command: build, variables: variables), at: place)
            }
            let result = try await run(
                Call(phase: .coverage, command: command, variables: variables, examples: examples), at: place)
            // What it left is no candidate's.
            try await place.finish(after: .invalid)
            return result
        }
    }

    @discardableResult
    private func run(_ call: Call, at place: any Workplace) async throws -> CallResult {
        let result = try await place.run(call)
        guard let failure = Scoreless(of: call, process: result.process) else { return result }
        throw Failure(.run, "\(name) could not be run on the base: \(failure.reason)")
    }
}

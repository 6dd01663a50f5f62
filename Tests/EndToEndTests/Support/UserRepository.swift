import Foundation
import TestSupport

/// A repository as a user has it, with a study in it, and `hone` at hand.
final class UserRepository {
    let repository: TemporaryRepository
    var path: String { repository.path }
    /// Outside the repository; holds the home and cache folders that `hone` is given.
    var surroundings: String { repository.directory.path }
    /// Environment variables for `hone`, beside those of every test.
    var variables: [String: String] = [:]

    /// A folder on the PATH that a test may put programs into.
    var programs: String { surroundings + "/bin" }

    /// Makes a repository with the study and the files committed in it.
    init(_ study: Study, files: [String: String] = [:]) throws {
        repository = try TemporaryRepository()
        try repository.commit("Start", files: study.allFiles.merging(files) { $1 })
    }

    /// Makes an empty repository.
    init() throws { repository = try TemporaryRepository() }

    /// Gives `hone` a repository that is there.
    init(_ repository: TemporaryRepository) { self.repository = repository }

    /// Runs `hone` to its end.
    func hone(_ arguments: String..., failpoint: Int? = nil, input: String? = nil) throws -> TestProcess {
        try hone(arguments, failpoint: failpoint, input: input)
    }

    /// Runs `hone` to its end.
    func hone(_ arguments: [String], failpoint: Int? = nil, input: String? = nil) throws -> TestProcess {
        try TestProcess.run(
            [HoneBinary.path] + arguments, in: path, environment: environment(failpoint: failpoint),
            input: input)
    }

    /// Runs `hone`, throws unless it exits with 0, and returns what it printed.
    @discardableResult
    func succeed(_ arguments: String..., input: String? = nil) throws -> String {
        try succeed(arguments, input: input)
    }

    /// The same with the words in an array.
    @discardableResult
    func succeed(_ arguments: [String], input: String? = nil) throws -> String {
        let result = try TestProcess.run(
            [HoneBinary.path] + arguments, in: path, environment: environment(), input: input)
        guard result.status == 0 else {
            let words = arguments.joined(separator: " ")
            throw TestProcess.Failure(
                description: "hone \(words): \(result.status)\n\(result.output)\(result.errors)")
        }
        return result.output
    }

    /// Has the proposals of the study come from outside.
    func proposeFromOutside() throws {
        let text = try String(contentsOfFile: path + "/hone.yaml", encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let first = lines.firstIndex { $0.hasPrefix("proposer:") } ?? lines.endIndex
        let rest = lines[first...].dropFirst().drop { $0.hasPrefix(" ") }
        let changed = lines[..<first] + ["proposer: {kind: external}"] + rest
        try repository.write(changed.joined(separator: "\n"), to: "hone.yaml")
    }

    /// The steps of a run, oldest first.
    func steps(_ run: String? = nil) throws -> [StepRow] {
        let text = try run.map { try succeed("log", $0, "--json") } ?? succeed("log", "--json")
        return try decode(text, as: LogPage.self).steps.sorted { $0.step < $1.step }
    }

    /// What each step came to, whenever and wherever it was made.
    func history(_ run: String? = nil) throws -> [StepRow.Result] { try steps(run).map(\.result) }

    /// The runs, oldest first.
    func runs() throws -> [RunRow] {
        try decode(succeed("status", "--json"), as: StatusPage.self).runs
    }

    /// Starts `hone` without waiting for it.
    func start(_ arguments: String...) throws -> StartedProcess {
        try StartedProcess([HoneBinary.path] + arguments, in: path, environment: environment())
    }

    func tree(_ revision: String) throws -> String { try repository.git("rev-parse", revision + "^{tree}") }

    private func environment(failpoint: Int? = nil) -> [String: String] {
        var environment = HoneBinary.environment(home: surroundings)
        environment["PATH"] = programs + ":" + (environment["PATH"] ?? "")
        environment["HONE_FAILPOINT"] = failpoint.map(String.init)
        return environment.merging(variables) { $1 }
    }
}

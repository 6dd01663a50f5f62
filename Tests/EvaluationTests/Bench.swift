import Foundation
import Git
import StudyModel
import TestSupport
import Testing
import Workspaces

@testable import Evaluation

/// A repository with a study's evaluator, run in real slots by real processes.
struct Bench {
    let repository: TemporaryRepository
    let base: Subject
    private let settings: EvaluatorSettings
    private let examples: [Example]
    private let environment: [String: String]
    /// Holds what an evaluator may write outside its slot.
    var outside: String { repository.directory.path + "/outside" }

    var slots: String { repository.directory.path + "/slots" }

    /// Commits the files; `evaluatorFiles` are written to the checkout and not committed.
    init(
        _ files: [String: String], evaluatorFiles: [String: String] = [:], settings: EvaluatorSettings,
        examples: [Example] = [], environment: [String: String] = [:]
    ) throws {
        repository = try TemporaryRepository()
        let commit = try repository.commit("base", files: files)
        base = try Self.subject(commit, repository)
        for (name, text) in evaluatorFiles { try repository.write(text, to: name) }
        try FileManager.default.createDirectory(
            atPath: repository.directory.path + "/outside", withIntermediateDirectories: true)
        let outside = repository.directory.path + "/outside"
        self.settings = settings.with { $0.sandbox.write.append(outside) }
        self.examples = examples
        self.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "OUTSIDE": outside,
        ]
        .merging(environment) { _, added in added }
    }

    /// Commits a candidate, the base with some files replaced.
    func candidate(_ files: [String: String]) throws -> Subject {
        try repository.git("checkout", "-q", "-f", base.commit.text)
        for (name, text) in files { try repository.write(text, to: name) }
        try repository.git("add", "--", files.keys.sorted()[0])
        try repository.git("commit", "-q", "-m", "candidate")
        return try Self.subject(repository.git("rev-parse", "HEAD"), repository)
    }

    /// What an evaluator wrote outside its slot.
    func outsideText(_ name: String) throws -> String { try repository.directory.read("outside/" + name) }

    func evaluate(
        _ subjects: Subject..., repeats: Int = 1, slots: Sitting.Slots = .warm
    ) async throws -> [Evaluation] {
        try await evaluator().evaluate(
            Sitting(candidates: subjects, examples: examples, repeats: repeats, seed: 1, slots: slots))
    }

    func evaluator() async throws -> CommandEvaluator<LocalExecutor> {
        try CommandEvaluator(settings, objective: .seconds, executor: try await executor())
    }

    /// Counts which lines of the base are executed.
    func coverage(by command: String, of paths: String...) async throws -> LineCoverage {
        try await CoverageRun(.shell(command), after: settings.build, executor: try await executor())
            .coverage(of: base, paths: paths, examples: examples)
    }

    private func executor() async throws -> LocalExecutor {
        let sandbox = try await Sandbox.detect(mode: settings.sandbox.mode, environment: environment)
        let files = try EvaluatorFiles.collect(from: repository.path, patterns: settings.files)
        let pool = try await SlotPool(
            root: slots,
            repository: try Repository(GitContext(at: repository.path, environment: [:])),
            base: base, layout: SlotLayout(settings, files: files, checkout: repository.path),
            sandbox: sandbox,
            environment: environment)
        return LocalExecutor(
            pool: pool, runner: SandboxedRunner(sandbox, hidden: [repository.path]), sandbox: sandbox,
            environment: EnvironmentBuilder(inherited: environment, sandbox: sandbox), base: base,
            settings: settings, lock: MachineLock(folder: outside))
    }

    private static func subject(_ commit: String, _ repository: TemporaryRepository) throws -> Subject {
        let tree = try #require(TreeID(text: repository.git("rev-parse", commit + "^{tree}")))
        return Subject(commit: try #require(CommitID(text: commit)), tree: tree)
    }
}

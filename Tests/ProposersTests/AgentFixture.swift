import Foundation
import Git
import StudyModel
import TestSupport
import Testing
import Workspaces

@testable import Proposers

/// A repository whose files an agent is let loose on, in real slots.
struct AgentFixture {
    let repository: TemporaryRepository
    let slots: TemporaryDirectory
    /// The user's programs and home.
    let user: TemporaryDirectory
    private let base: Subject
    private let files: [String: String]

    init(
        _ files: [String: String] = [
            "src/a.c": "int a = 1;\n", "src/b.c": "int b = 2;\n", "other.txt": "x\n",
        ]
    ) throws {
        repository = try TemporaryRepository()
        slots = try TemporaryDirectory()
        user = try TemporaryDirectory()
        try user.write("", to: "home/.profile")
        try user.write("", to: "bin/.keep")
        self.files = files
        let commit = try repository.commit("base", files: files)
        let tree = try repository.git("rev-parse", "HEAD^{tree}")
        base = Subject(
            commit: try #require(CommitID(text: commit)), tree: try #require(TreeID(text: tree)))
    }

    /// Runs a shell script as the agent and returns what it proposes; only `src/` may be edited.
    func propose(
        _ script: String, timeout: Duration = .seconds(60), secrets: [String] = [], hidden: [String] = []
    ) async throws -> Proposal {
        try await propose(.shell(script), timeout: timeout, secrets: secrets, hidden: hidden)
    }

    func propose(
        _ command: CommandLine, timeout: Duration = .seconds(60), secrets: [String] = [],
        hidden: [String] = []
    ) async throws -> Proposal {
        try await propose(
            AgentSettings(.command(command), timeout: timeout, secrets: secrets), hidden: hidden)
    }

    /// Runs an agent; programs in the folder `bin` and a home in the folder `home` of `user` are the user's.
    func propose(
        _ settings: AgentSettings, hidden: [String] = [], sandbox mode: SandboxSettings.Mode = .auto
    ) async throws -> Proposal {
        let evaluator = EvaluatorSettings(
            hidden: hidden, command: TimedCommand(run: .shell("true"), timeout: .seconds(1)),
            sandbox: SandboxSettings(mode: mode))
        let study = Study(
            name: "demo", artifact: ArtifactSettings(editable: ["src/**"]), evaluator: evaluator,
            objective: Objective(direction: .minimize), proposer: .agent(settings))
        let run = try #require(RunName(text: "demo-1"))
        let proposer = AgentProposer(
            task: AgentTask(settings, of: study, run: run), bench: try await bench(study))
        var request = ProposalRequest.made(of: FolderOfText(files), seed: .max)
        request.parents = Parents(base.commit)
        return try await proposer.propose(request)
    }

    /// What a clock shows: 14 November 2023, 22:13:20 UTC.
    static let now: Int64 = 1_700_000_000

    private func bench(_ study: Study) async throws -> AgentBench {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let environment = [
            "PATH": user.path + "/bin:" + path, "AGENT_KEY": "k3y", "OTHER": "x", "HOME": user.path + "/home",
        ]
        let sandbox = try await Sandbox.detect(mode: study.evaluator.sandbox.mode, environment: environment)
        let layout = SlotLayout(
            study.evaluator,
            files: try EvaluatorFiles.collect(from: repository.path, patterns: study.evaluator.files),
            checkout: repository.path)
        let pool = try await SlotPool(
            root: slots.path + "/pool",
            repository: try Repository(GitContext(at: repository.path, environment: [:])), base: base,
            layout: layout, sandbox: sandbox, environment: environment)
        let tree = base.tree
        return AgentBench(
            pool: pool, runner: SandboxedRunner(sandbox, hidden: [repository.path]), sandbox: sandbox,
            environment: EnvironmentBuilder(inherited: environment, sandbox: sandbox),
            surroundings: AgentSurroundings(
                home: environment["HOME"], hidden: [repository.path], now: { Self.now }, offsetMinutes: 60),
            tree: { _ in tree })
    }
}

extension Proposal {
    func text(_ path: String) -> String? {
        guard case .file(let bytes, _)? = changes.first(where: { $0.path == path })?.content else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    func attachment(_ path: String) -> String? { attachments.first { $0.path == path }?.text }
}

import Platform
import StudyModel
import TestSupport
import Testing

@testable import Operations

/// What to type first in a folder, by what stands there.
struct FirstCommandsTests {
    private static func form(_ files: [String: String], environment: [String: String] = [:]) async throws
        -> StudyForm
    {
        let checkout = try SurveyedCheckout.of(
            files, environment: environment, in: try TemporaryDirectory())
        return try StudyForm(
            StudyAnswers(), name: "a", checkout: checkout,
            proposers: await SurveyedProposers(checkout, servers: []), proposals: .taken)
    }

    @Test func `a benchmark that was found is what the first command says it takes`() async throws {
        let form = try await Self.form(["bench/run.sh": "", "test.sh": "", "a.c": ""])
        let first = FirstCommands(form, top: "/home/me/sort")
        #expect(first.lines.map(\.command) == ["hone init --yes", "hone run", "hone land best"])
        #expect(first.lines[0].effect.contains("of /a.c, judged by sh bench/run.sh"))
        #expect(first.introduction.hasPrefix("Found in '/home/me/sort': "))
    }

    @Test func `an agent that is logged in proposes`() async throws {
        let programs = try TemporaryDirectory()
        try AgentStandIn.claude.install(work: "true", in: programs.path)
        let form = try await Self.form(
            ["bench.sh": "", "a.c": ""],
            environment: ["PATH": programs.path, "ANTHROPIC_API_KEY": "key"])
        let first = FirstCommands(form, top: "/a")
        #expect(first.lines[0].command == "hone init --yes --proposer claude-code")
    }

    @Test func `where nothing is found, one is asked`() async throws {
        let first = FirstCommands(try await Self.form(["README": ""]), top: "/a")
        #expect(first.lines.map(\.command) == ["hone init", "hone run", "hone land best"])
        #expect(first.introduction == "In '/a' nothing was found that tests or times it")
    }

    @Test func `a folder without a repository, one without a commit, and one with a study are told apart`()
        async throws
    {
        let repository = try TemporaryRepository()
        let first = { (folder: String) in
            try await FirstCommands(
                Surroundings(
                    environment: repository.environment, directory: folder, now: { 0 }, monotonic: { 0 },
                    offsetMinutes: 0, version: "test"))
        }
        let outside = try await first(repository.directory.path)
        #expect(outside.introduction.hasSuffix("is no checkout of a git repository. In one of yours:"))
        #expect(try await first(repository.path).introduction.contains("has no commit yet"))
        try repository.commit("Start", files: ["hone.yaml": "version: 1\n"])
        let known = try await first(repository.path)
        #expect(known.lines.map(\.command) == ["hone check", "hone run", "hone land best"])
    }
}

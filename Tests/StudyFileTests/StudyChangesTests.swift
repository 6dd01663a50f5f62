import StudyFile
import StudyModel
import Testing
import Text

struct StudyChangesTests {
    private func settings(_ more: String = "", options: [String: JSONValue] = [:]) throws -> RecordedSettings
    {
        try ParsedStudy(ParsedStudyTests.minimal + "\n" + more, options: options) { _ in nil }.settings
    }

    @Test func `a file has not changed from itself`() throws {
        let settings = try ParsedStudy(ParsedStudyTests.everythingText).settings
        #expect(changedKeys(recorded: settings, now: settings) == [])
    }

    @Test func `changed keys are named by their paths, in the order of the reference`() throws {
        let now = try settings(
            """
            seed: 2
            search: {rollback: {patience: 5}}
            proposer: {kind: agent, command: x}
            budget: {cost: 5 EUR}
            """)
        #expect(
            changedKeys(recorded: try settings(), now: now) == [
                "proposer.kind", "proposer.command", "proposer.timeout", "proposer.secrets",
                "proposer.credentials", "proposer.wait", "search.rollback", "search.rollback.patience",
                "search.rollback.drop", "budget.cost", "seed",
            ])
    }

    @Test func `a limit of a command is a change of the command`() throws {
        let longer = try ParsedStudy(
            ParsedStudyTests.minimal.replacing("./run.sh", with: "{run: ./run.sh, timeout: 61s}")
        ).settings
        #expect(changedKeys(recorded: try settings(), now: longer) == ["evaluator.command"])
    }

    @Test func `what was worked out for a run is no change of the file`() throws {
        let file = try settings()
        var recorded = file
        recorded.byKey["search.accept.rule"] = .init(value: .string("not-worse"), origin: .auto)
        #expect(changedKeys(recorded: recorded, now: file) == [])
        let chosen = try settings("search: {accept: {rule: better}}")
        #expect(changedKeys(recorded: recorded, now: chosen) == ["search.accept.rule"])
    }

    @Test func `what the command line set for a run is no change of the file`() throws {
        let recorded = try settings(options: ["seed": .number(7), "budget.steps": .number(3)])
        #expect(changedKeys(recorded: recorded, now: try settings()) == [])
        #expect(
            changedKeys(recorded: recorded, now: try settings("stop: {patience: 2}")) == ["stop.patience"])
    }

    @Test func `a default that is another now is no change of the file`() throws {
        var recorded = try settings()
        recorded.byKey["evidence.memory"]?.value = .number(4)
        #expect(changedKeys(recorded: recorded, now: try settings()) == [])
        #expect(
            changedKeys(recorded: recorded, now: try settings("evidence: {memory: 5}")) == ["evidence.memory"]
        )
    }

    @Test func `updates alone bring a bound on steps, which is worked out`() throws {
        let settings = try settings("budget: {updates: 15}")
        #expect(settings.byKey["budget.steps"] == .init(value: .number(75), origin: .auto))
        let both = try self.settings("budget: {updates: 15, steps: 20}")
        #expect(both.byKey["budget.steps"] == .init(value: .number(20), origin: .file))
    }
}

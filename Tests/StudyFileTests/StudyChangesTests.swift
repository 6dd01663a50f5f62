import StudyFile
import StudyModel
import Testing

struct StudyChangesTests {
    @Test func `a study has not changed from itself`() throws {
        let study = ParsedStudyTests.everything
        #expect(changedKeys(recorded: study, now: study) == [])
    }

    @Test func `changed keys are named by their paths`() throws {
        let recorded = try ParsedStudy(ParsedStudyTests.minimal).study
        var now = recorded
        now.seed = 2
        now.evaluator.command.timeout = .seconds(61)
        now.evaluator.measure.minGain = .absolute(1)
        now.search.rollback = RollbackSettings()
        now.proposer = .agent(AgentSettings(.command(.shell("x"))))
        now.budget.currency = "EUR"
        #expect(
            changedKeys(recorded: recorded, now: now) == [
                "evaluator.command.timeout", "evaluator.measure.min_gain", "proposer.kind",
                "proposer.command",
                "proposer.args", "proposer.timeout", "proposer.secrets", "proposer.credentials",
                "proposer.wait", "search.rollback.patience", "search.rollback.drop",
                "budget.cost", "seed",
            ])
    }

    @Test func `a study that differs in everything has changed in every key that holds a value`() throws {
        let recorded = try ParsedStudy(
            ParsedStudyTests.minimal.replacing("sort", with: "other")
                .replacing("minimize", with: "maximize")
        ).study
        var now = ParsedStudyTests.everything
        now.evaluator.deterministic = true
        now.search.round = 4
        let values = KeyReference.all.filter {
            ![.group, .optionalGroup, .alternative].contains($0.presence)
        }
        // One way to start an agent, and one kind of proposer.
        let unchangeable: Set = [
            "version", "search.strategy", "proposer.use", "proposer.model", "proposer.run", "proposer.models",
            "proposer.edits", "proposer.temperature", "proposer.max_tokens", "proposer.repair",
            "proposer.prompt",
            "proposer.structured_output",
        ]
        #expect(
            changedKeys(recorded: recorded, now: now)
                == values.map(\.path).filter { !unchangeable.contains($0) })
    }

    @Test func `each setting of a chat is a key of its own`() throws {
        let recorded = try ParsedStudy(ParsedStudyTests.minimal).study
        var now = recorded
        var chat = ChatSettings(models: [ModelSettings(name: "m", url: "http://localhost")])
        chat.temperature = 1
        chat.prompt = "x"
        now.proposer = .chat(chat)
        let found = changedKeys(recorded: recorded, now: now)
        #expect(
            found == [
                "proposer.kind", "proposer.timeout", "proposer.models", "proposer.edits",
                "proposer.temperature",
                "proposer.max_tokens", "proposer.repair", "proposer.prompt", "proposer.structured_output",
            ])
    }
}

import StudyModel
import Testing

@testable import StudyFile

/// A study names the numbers that are tuned, and how.
struct TuneKeysTests {
    private func parse(_ proposer: String, _ knobs: String) throws -> ParsedStudy {
        let text =
            ParsedStudyTests.minimal.replacing(
                "artifact: {", with: "artifact: {knobs: \(knobs), ") + "\nproposer: \(proposer)\n"
        return try ParsedStudy(text) { _ in nil }
    }

    private func problems(_ knobs: String) -> [String] {
        do {
            _ = try parse("tune", knobs)
            return []
        } catch {
            return ((error as? StudyFileError)?.problems ?? []).map(\.keyPath)
        }
    }

    @Test func `knobs have ranges with a scale, or choices`() throws {
        let parsed = try parse(
            "{kind: tune, method: tpe}",
            "{BLOCK: {in: 16..4096, scale: log}, \"a.c:RATE\": {in: -0.5..1e-1}, \"a.c:7\": {of: [1, 2, 4]}, N: {in: 1..9, scale: integer}}"
        )
        #expect(
            parsed.study.artifact.knobs == [
                KnobSettings(name: "BLOCK", values: .range(16...4096, .log)),
                KnobSettings(name: "N", values: .range(1...9, .integer)),
                KnobSettings(name: "a.c:7", values: .choice([1, 2, 4])),
                KnobSettings(name: "a.c:RATE", values: .range(-0.5...0.1, .linear)),
            ])
        #expect(parsed.study.proposer == .tune(TuneSettings(method: .tpe)))
        #expect(parsed.study.search.strategy == StrategySettings("chain"))
        #expect(try SettingsReading(parsed.settings).study == parsed.study)
    }

    @Test(arguments: [
        ("{A: {in: 5..1}}", "artifact.knobs[].in"), ("{A: {in: 5}}", "artifact.knobs[].in"),
        ("{A: {in: 0..5, scale: log}}", "artifact.knobs[].in"), ("{A: {scale: log}}", "artifact.knobs[].in"),
        ("{A: {in: 1..2, scale: cubic}}", "artifact.knobs[].scale"),
        ("{A: {in: 1..2, of: [1]}}", "artifact.knobs[].in"), ("{A: {of: []}}", "artifact.knobs[].of"),
        ("{A: 7}", "artifact.knobs[]"), ("{A: {inn: 1..2}}", "artifact.knobs[].inn"),
        ("[A]", "artifact.knobs"),
    ])
    func `what is no range is refused at its key`(knobs: String, key: String) {
        #expect(problems(knobs).contains(key))
    }

    @Test func `a generation is the round where nobody chose one`() throws {
        let parsed = try parse("tune", "{}")
        let decided = parsed.proposing(inRoundsOf: 9)
        #expect(decided.study.search.round == 9)
        #expect(decided.settings.byKey["search.round"] == .init(value: .number(9), origin: .auto))
        #expect(parsed.proposing(inRoundsOf: 1) == parsed)
        let chosen = try ParsedStudy(
            ParsedStudyTests.minimal + "\nproposer: tune\nsearch: {round: 4}"
        ) { _ in nil }
        #expect(chosen.proposing(inRoundsOf: 9) == chosen)
    }

    @Test func `knobs that nothing tunes are warned of`() throws {
        #expect(
            try parse("mutation", "{A: {in: 1..2}}").warnings.contains(
                .withoutEffect(keyPath: "artifact.knobs", because: "proposer.kind: tune")))
    }
}

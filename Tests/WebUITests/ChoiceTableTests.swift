import Listings
import Search
import StudyModel
import Testing
import Text

@testable import StudyFile
@testable import WebUI

/// The report says of a run's choices what `run.json` says.
struct ChoiceTableTests {
    /// Studies that between them have a value for every key.
    private static let studies: [ParsedStudy] = {
        let minimal = """
            version: 1
            study: sort
            artifact: {editable: [src/sort.c]}
            evaluator: {command: ./run.sh}
            objective: [{direction: minimize}, {metric: size, direction: minimize}]
            """
        let more =
            [
                "", "examples: {file: c.jsonl, expected: x, split: {field: part}}",
                "examples: {file: {train: a, validation: b, test: c}}",
                "examples: {file: c, split: {train: 3, validation: 3, test: rest}, stratify: answer}",
                "proposer: {kind: agent, use: codex, model: m}", "proposer: {kind: agent, command: a}",
                "proposer: {kind: chat, models: [{name: m, url: 'http://h'}], edits: diff, temperature: 0.5, prompt: p}",
                "proposer: {kind: tune}", "proposer: {kind: replay, run: sort-1}",
                "proposer: {kind: commits, commits: main..feature}",
                "search: {rollback: {drop: 7%}}", "search: {strategy: {best-of: {proposals: 3}}}",
            ] + StrategyKind.all.map { "search: {strategy: {\($0.name): {}}}" }
        return more.compactMap {
            try? ParsedStudy(minimal + "\n" + $0, readFile: { $0 == "p" ? "{{evidence}}" : nil })
        }
    }()

    private static func rows(_ settings: RecordedSettings) -> [String: ChoiceTable.Row] {
        var record = Samples.record()
        record.settings = settings
        return Dictionary(ChoiceTable(record).choiceRows.map { ($0.key, $0) }) { first, _ in first }
    }

    @Test(arguments: [
        (RecordedSettings.Origin.file, "chosen"), (.option, "chosen on the command line"),
        (.default, "left to default"), (.auto, "worked out"), (.sweep, "set by the sweep"),
        (.init(rawValue: "oracle"), "oracle"),
    ])
    func `every key's value and origin are those of the record`(
        origin: RecordedSettings.Origin, words: String
    ) {
        #expect(Self.studies.count == 12 + StrategyKind.all.count)
        for study in Self.studies {
            var settings = study.settings
            for key in settings.byKey.keys { settings.byKey[key]?.origin = origin }
            let rows = Self.rows(settings)
            #expect(Set(rows.keys) == Set(settings.byKey.keys))
            for (key, setting) in settings.byKey {
                #expect(rows[key]?.value == setting.value.settingText, "\(key)")
                #expect(rows[key]?.chosen == words, "\(key)")
            }
        }
    }

    @Test func `the studies have a value for every setting of the table`() {
        let settings = KeyReference.all.filter { if case .setting = $0.role { true } else { false } }.map(
            \.path)
        let found = Set(Self.studies.flatMap(\.settings.byKey.keys))
        #expect(Set(settings).subtracting(found) == [])
    }

    @Test func `a run that went on with another value shows that one, in the page and in JSON`() throws {
        let study = Self.studies[0]
        var record = Samples.record()
        record.settings = study.settings
        for origin in [RecordedSettings.Origin.option, .sweep] {
            let changed = RecordedSettings(["budget.steps": .init(value: .number(44), origin: origin)])
            let view = RunView(
                record, events: [Event.resumed(ResumeRecord(settings: changed, recordedAt: 0))])
            let row = try #require(ChoiceTable(view).choiceRows.first { $0.key == "budget.steps" })
            #expect(row.value == "44" && row.chosen != "left to default")
            let json = RunStatus(view: view).document
            let settings = view.settings
            #expect(settings.byKey.count == study.settings.byKey.count)
            for (key, setting) in settings.byKey {
                #expect(json.contains("\"\(key)\": {"), "\(key)")
                #expect(json.contains("\"from\": \"\(setting.origin.rawValue)\""))
            }
            #expect(json.contains("\"value\": 44"))
        }
    }

    @Test func `what the command line sets stands in the place of file and default`() throws {
        let settings = try ParsedStudy(
            Self.studies[0].text + "\nbudget: {steps: 5}",
            options: ["seed": .number(7), "budget.steps": .number(3), "artifact.base": .string("HEAD~1")],
            readFile: { _ in nil }
        ).settings
        let rows = Self.rows(settings)
        for (key, value) in [("seed", "7"), ("budget.steps", "3"), ("artifact.base", "HEAD~1")] {
            #expect(rows[key]?.value == value)
            #expect(rows[key]?.chosen == "chosen on the command line")
        }
    }

    @Test func `a key that this program does not know is shown as it stands`() {
        let setting = RecordedSettings.Setting(value: .object(["a": .number(1)]), origin: .file)
        #expect(Self.rows(.init(["search.oracle": setting]))["search.oracle"]?.value == "{a: 1}")
    }
}

import StudyModel
import Testing

@testable import StudyFile

/// What a metric that is no mean over examples is made from.
struct AggregateKeyTests {
    private let examples = "\nexamples: {file: cases.jsonl, split: {train: rest}}"

    private func parse(_ objective: String, _ rest: String) throws -> ParsedStudy {
        let minimal = ParsedStudyTests.minimal.split(separator: "\n").filter {
            !$0.hasPrefix("objective") && !(rest.contains("evaluator:") && $0.hasPrefix("evaluator"))
        }
        let text = minimal.joined(separator: "\n") + "\nobjective: \(objective)" + rest
        return try ParsedStudy(text) { _ in nil }
    }

    private func problems(_ objective: String, _ rest: String) -> [String: StudyFileProblem.Kind] {
        do {
            _ = try parse(objective, rest)
            return [:]
        } catch {
            let problems = (error as? StudyFileError)?.problems ?? []
            return Dictionary(problems.map { ($0.keyPath, $0.kind) }) { $1 }
        }
    }

    @Test func `a formula is read, recorded and read again`() throws {
        let parsed = try parse("{metric: f1, direction: maximize, aggregate: 'f1(p, t)'}", examples)
        #expect(parsed.study.objective.aggregate?.text == "f1(p, t)")
        #expect(parsed.study.objective.columns == ["p", "t"])
        #expect(
            parsed.settings.byKey["objective.aggregate"] == .init(value: .string("f1(p, t)"), origin: .file))
        #expect(try SettingsReading(parsed.settings).study == parsed.study)
        var before = parsed.settings
        before.byKey["objective.aggregate"] = nil
        #expect(try SettingsReading(before).study.objective.aggregate == nil)
    }

    @Test func `what is no formula is said with its reason`() {
        let found = problems("{direction: maximize, aggregate: f1(prediction)}", examples)
        let reason = "it is f1(prediction, truth), and 1 stand there"
        #expect(
            found["objective.aggregate"]
                == .wrongValue(expected: .formula(problem: reason), found: "\"f1(prediction)\""))
    }

    @Test func `without examples there are no rows, and of rows none is the worst`() {
        let objective = "{direction: maximize, aggregate: 'f1(p, t)'}"
        #expect(problems(objective, "")["objective.aggregate"] == .onlyWith(setting: "examples"))
        let worst = examples.replacing(
            "\nexamples", with: "\nevaluator: {command: x, missing: worst}\nexamples")
        guard case .excluded = problems(objective, worst)["evaluator.missing"] else {
            Issue.record("a row may count as the worst")
            return
        }
    }
}

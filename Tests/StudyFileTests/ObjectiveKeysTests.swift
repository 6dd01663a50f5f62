import StudyModel
import Testing

@testable import StudyFile

/// Several metrics that decide, as a study names them.
struct ObjectiveKeysTests {
    private let two =
        "[{metric: seconds, direction: minimize}, {metric: size, direction: minimize, scale: absolute}]"

    private func parse(_ objective: String, evaluator: String = "./bench.sh") throws -> ParsedStudy {
        try ParsedStudy(
            """
            version: 1
            study: sort
            artifact: {editable: [sort.c]}
            evaluator: {command: ./bench.sh, \(evaluator)}
            objective: \(objective)
            """
        ) { _ in nil }
    }

    private func problems(_ objective: String, evaluator: String = "deterministic: true")
        -> [StudyFileProblem]
    {
        do {
            _ = try parse(objective, evaluator: evaluator)
            return []
        } catch { return (error as? StudyFileError)?.problems ?? [] }
    }

    @Test func `the first of a list is the objective, the others are recorded beside it, and read again`()
        throws
    {
        let parsed = try parse(two, evaluator: "deterministic: true")
        #expect(parsed.study.objective == Objective(metric: "seconds", direction: .minimize))
        #expect(
            parsed.study.otherObjectives == [
                Objective(metric: "size", direction: .minimize, scale: .absolute)
            ])
        #expect(parsed.settings.byKey["objective.metric"]?.value == .string("seconds"))
        #expect(try SettingsReading(parsed.settings).study == parsed.study)
        let written = try parse(
            "{metric: seconds, direction: minimize, others: [{metric: size, direction: minimize, scale: absolute}]}",
            evaluator: "deterministic: true")
        #expect(written.study == parsed.study)
    }

    @Test
    func `what is left to hone is the front where figures are exact, and one lineage where they are not`()
        throws
    {
        #expect(try parse(two, evaluator: "deterministic: true").study.search.strategy.name == "pareto")
        #expect(try parse(two, evaluator: "measure: {repeats: 10}").study.search.strategy.name == "chain")
    }

    @Test func `noisy runs are repeated as often as a test of several needs`() throws {
        #expect(try parse(two, evaluator: "measure: {min_gain: 1%}").study.evaluator.measure.repeats == 10)
    }

    @Test func `a study of one objective is recorded as ever`() throws {
        let one = try parse("{metric: seconds, direction: minimize}", evaluator: "deterministic: true")
        let list = try parse("[{metric: seconds, direction: minimize}]", evaluator: "deterministic: true")
        #expect(one.settings == list.settings && one.study == list.study)
        #expect(one.settings.byKey["objective.others"] == nil)
    }

    @Test(arguments: [
        (
            "[{metric: a, direction: minimize}, {metric: a, direction: maximize}]", "deterministic: true",
            "objective.others"
        ),
        (
            "[{metric: a, direction: minimize}, {metric: b}]", "deterministic: true",
            "objective.others[].direction"
        ),
        (
            "[{metric: a, direction: minimize}, {metrik: b, direction: minimize}]", "deterministic: true",
            "objective.others[].metrik"
        ),
        (
            "[{metric: a, direction: minimize}, {metric: b, direction: maximize}]", "results: stdout",
            "evaluator.results"
        ),
        (
            "[{metric: a, direction: minimize}, {metric: b, direction: maximize}]",
            "results: {regex: '(.*)'}", "evaluator.results"
        ),
        (
            "[{metric: a, direction: minimize}, {metric: b, direction: maximize}]", "measure: {min_gain: 3}",
            "evaluator.measure.min_gain"
        ),
        (
            "[{metric: a, direction: minimize, aggregate: 'mean(p)'}, {metric: b, direction: maximize}]",
            "deterministic: true", "objective.aggregate"
        ),
        ("[]", "deterministic: true", "objective"),
    ])
    func `what cannot be together is refused where it stands`(
        objective: String, evaluator: String, key: String
    ) {
        #expect(problems(objective, evaluator: evaluator).contains { $0.keyPath == key })
    }
}

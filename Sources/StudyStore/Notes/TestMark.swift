import StudyModel
import Text

/// What a score note's line says of the tests of its candidate.
struct TestMark: Hashable, Sendable {
    let key: ScoreLine.Key
    /// The objective's value in the last test; `nil` where that gave none.
    let score: Double?
    let count: Int

    /// The mark of a step's tests as a run knows them; `nil` where it was never tested.
    init?(of step: StepID, in view: RunView) {
        guard let last = view.tests.last(of: step) else { return nil }
        self.init(last, count: view.tests.count(of: step), in: view)
    }

    init(_ record: TestRecord, count: Int, in view: RunView) {
        let writer = record.step.writer == view.record.writer ? "" : record.step.writer.text
        key = ScoreLine.Key(run: view.record.run.text, writer: writer, step: record.step.number)
        score = record.evaluation?.score(view.objective)
        self.count = count
    }

    /// Returns a line with the mark in it.
    func written(into line: JSONValue) -> JSONValue {
        guard case .object(var fields) = line else { return line }
        var splits: [String: JSONValue] = if case .object(let old) = fields["splits"] { old } else { [:] }
        splits[Split.test.rawValue] = score.map { .number($0) }
        fields["splits"] = .object(splits)
        fields["tests"] = .number(Double(count))
        return .object(fields)
    }
}

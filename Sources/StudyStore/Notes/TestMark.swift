import ObjectIDs
import StudyModel
import Text

/// What a score note's line says of the tests of its candidate.
struct TestMark: Hashable, Sendable {
    let key: ScoreLine.Key
    /// What the last test gave; its look is how many there were.
    let score: StepScore?

    /// The marks that a test leaves on the candidates of the run, which is as it was before the test's end.
    static func additions(_ record: TestRecord, root: CommitID, in view: RunView) -> [NoteAddition] {
        var tests = view.tests
        tests.end(record)
        return record.steps.compactMap { record.side(of: $0) }.map { side in
            let look = max(1, tests.looks(of: side.step))
            return NoteAddition(
                commit: ObjectID(side.candidate), mark: .test(TestMark(side, root: root, look: look)))
        }
    }

    /// The mark of a step's tests as a run knows them; `nil` where it was never tested.
    init?(of step: StepID, root: CommitID, in view: RunView) {
        guard let last = view.tests.telling(of: step) else { return nil }
        self.init(last, root: root, look: view.tests.looks(of: step))
    }

    private init(_ record: TestRecord, root: CommitID, look: Int) {
        key = ScoreLine.Key(root: root, step: record.step)
        score = record.score(look: look)
    }

    /// Writes the mark into a line in place of an earlier one.
    func write(into line: inout EditedLine) {
        let measured = line.elements(of: "scores").filter { JSONReader.read($0[...])?["look"] == nil }
        let tested = score.map { score in [ObjectWriter.bytes { score.write(to: &$0) }] } ?? []
        line.set("scores", to: measured + tested)
    }
}

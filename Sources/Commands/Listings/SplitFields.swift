import StudyModel
import Text

/// A step's scores by split, as lines of a page; none where the study has no examples.
struct SplitFields {
    private let step: StepSummary
    private let view: RunView

    init(_ step: StepSummary, in view: RunView) {
        self.step = step
        self.view = view
    }

    var fields: [(String, String)] {
        guard view.record.study.examples != nil else { return [] }
        var fields = step.scores.map {
            (Naming.sample($0.sample, metric: view.objective.metric), Naming.score($0, in: view))
        }
        if let test = view.tests.telling(of: step.step) { fields += words(test) }
        let open = view.tests.open.values.count { $0.step == step.step }
        if open > 0 { fields.append(("untold", "\(open) of its tests began and did not end")) }
        return fields
    }

    /// What the last look at the sealed examples gave, and what it found over another candidate.
    private func words(_ test: TestRecord) -> [(String, String)] {
        let words = TestWords(test, in: view)
        let result = words.scores ?? test.evaluation?.outcome.rawValue ?? ""
        let times = TestPage.times(view.tests.looks(of: step.step))
        let looked = result + " (\(test.examples) examples, tested \(times))"
        return [(Split.test.rawValue, looked)] + (words.gains.map { [("test gain", $0)] } ?? [])
    }
}

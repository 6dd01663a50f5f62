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
        if let test = view.tests.last(of: step.step) { fields.append((Split.test.rawValue, words(test))) }
        let open = view.tests.open.values.count { $0.step == step.step }
        if open > 0 { fields.append(("untold", "\(open) of its tests began and did not end")) }
        return fields
    }

    private func words(_ test: TestRecord) -> String {
        let result =
            test.evaluation?.score(view.objective).map(Figures.value) ?? test.evaluation?.outcome.rawValue
            ?? ""
        let times = TestPage.times(view.tests.count(of: step.step))
        return result + TestPage.interval(test, in: view) + " (\(test.examples) examples, tested \(times))"
    }
}

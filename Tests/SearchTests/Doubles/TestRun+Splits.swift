import Search
import StudyModel

extension TestRun {
    /// Candidates that write their step's number and are right on every example from step 3 on, and on few before.
    static func overSplits(
        validation: Int = 0, confirm: Int = 0, clusters: Int? = nil, steps: Int = 5,
        _ change: (inout Study) -> Void = { _ in }
    ) -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = steps
                $0.search.accept.rule = .always
                $0.search.select = validation > 0 ? .validation : .train
                change(&$0)
            })
        let splits = [(Split.train, 6), (.validation, validation), (.confirm, confirm), (.test, 1)]
        run.examples = splits.flatMap { split, count in
            (0..<count).map { number in
                Example(
                    id: "\(split.rawValue)-\(number)", json: "{}", split: split,
                    cluster: clusters.map { "\(number % $0)" })
            }
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let isGood = (Int(files["x"] ?? "") ?? 0) >= 3
            return .value(isGood || trial.example?.hasSuffix("-0") == true ? 1 : 0)
        }
        return run
    }

    /// Records what happened beside the loop.
    func append(_ event: Event) async throws {
        try await repository.append(event, feedback: nil, attachments: [])
    }
}

import Search
import StudyModel

extension TestRun {
    /// A run that makes a score large and a size small, which are the two numbers in a candidate's `x`.
    static func byTwoObjectives(
        base: String = "0", train: Int = 0, validation: Int = 0, _ change: (inout Study) -> Void
    ) -> TestRun {
        var run = TestRun(
            .test {
                $0.otherObjectives = [.size]
                if train > 0 { $0.examples = ExampleSettings(file: "cases.jsonl") }
                change(&$0)
            }, base: ["x": base])
        run.examples =
            (0..<train).map { Example(id: "t\($0)", json: "{}", split: .train) }
            + (0..<validation).map { Example(id: "v\($0)", json: "{}", split: .validation) }
        return run.judged { numbers, _ in numbers.count == 2 ? (numbers[0], numbers[1]) : nil }
    }

    /// The run with another judge of the numbers in a candidate's `x`; one that gives nothing lets the candidate fall over.
    func judged(
        _ judge: @escaping @Sendable (_ numbers: [Double], Trial) -> (score: Double, size: Double)?
    ) -> TestRun {
        var run = self
        run.evaluator = ScriptedEvaluator(repository) { files, trial, _ in
            let numbers = (files["x"] ?? "").split(separator: " ").compactMap { Double($0) }
            return judge(numbers, trial).map { .values(["score": $0.score, "size": $0.size]) }
                ?? .failure(.crashed)
        }
        return run
    }
}

extension Objective {
    /// The second of two.
    static let size = Objective(metric: "size", direction: .minimize)
}

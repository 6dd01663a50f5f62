import StudyModel

/// Runs that tests of lines, tables and pages start from.
enum Samples {
    static let writer = WriterID(text: "00000001")!

    /// The commit of candidate `number`; 0 is the base.
    static func id(_ number: Int) -> CommitID {
        let digits = String(number, radix: 16)
        return CommitID(text: String(repeating: "0", count: 40 - digits.count) + digits)!
    }

    static func study(_ objective: Objective = Objective(direction: .minimize)) -> Study {
        Study(
            name: "s", artifact: ArtifactSettings(editable: ["*"]),
            evaluator: EvaluatorSettings(command: TimedCommand(run: .shell("x"), timeout: .seconds(1))),
            objective: objective)
    }

    static func record(
        of study: Study = study(), base: CommitID = id(0), startedAt: Int64 = 0
    ) -> RunRecord {
        RunRecord(
            run: RunName(text: "s-1")!, writer: writer, study: study, base: base,
            baseTree: TreeID(text: String(repeating: "a", count: 40))!,
            evaluator: EvaluatorIdentity(id: ""), startedAt: startedAt)
    }

    /// What was found of candidate `number`, each metric once.
    static func evaluation(
        of number: Int, _ metrics: [String: Double], on sample: Sample = Sample(),
        source: RecordedEvaluation.Source = .measured
    ) -> RecordedEvaluation {
        RecordedEvaluation(
            of: id(number), source: source, evaluator: "sha256:00", sample: sample,
            Evaluation(
                outcome: .scored,
                metrics: metrics.mapValues { MetricSummary(value: $0, direction: nil, n: 1, sd: nil) }))
    }
}

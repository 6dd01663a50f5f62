import StudyModel

/// The score by which the evidence's stages go.
///
/// A score of a minibatch of one to three examples would say one stage now and another then. So on minibatches it is a score of the latest examples
/// that the parent, or what it was made from, was run on: as many of train as make a share steady.
struct StageScore {
    /// Where a half is right, the share of so many differs from it by .09 (standard deviation).
    static let enough = 30

    let view: RunView
    let store: any RunStore
    /// Of train.
    let examples: [Example]

    /// The score; `nil` where the evaluator that judges now gave none.
    func value(of parent: KnownParent) async throws -> Double? {
        var open = Set(examples.map(\.id))
        let most = min(Self.enough, open.count)
        var latest = Evaluation(outcome: .scored)
        func take(_ evaluation: Evaluation?) {
            guard let evaluation, evaluation.outcome == .scored else { return }
            let trials = evaluation.trials.filter { $0.example.map(open.contains) == true }
            latest.trials += trials
            open.subtract(trials.compactMap(\.example))
        }
        take(parent.fresh)
        take(parent.recorded)
        var next = view.step(of: parent.subject.commit)
        while let step = next, step.step.number > 0, examples.count - open.count < most {
            next = view.step(of: step.parent)
            guard let below = next else { continue }
            take(try await store.record(of: below.step)?.evaluation(by: view.evaluator))
        }
        return Measurements(latest, objective: view.objective).score(
            view.record.study.evaluator.measure.statistic)
    }
}

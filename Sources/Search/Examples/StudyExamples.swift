import StudyModel

/// A study's examples as the loop uses them; the test split is sealed, and left out.
struct StudyExamples {
    let train: [Example]
    let validation: [Example]
    private let minibatches: Minibatches

    init(_ examples: [Example], study: Study) {
        train = examples.filter { $0.split == .train }
        validation = examples.filter { $0.split == .validation }
        minibatches = Minibatches(
            train, size: study.batch.size, order: study.examples?.order ?? .shuffled, seed: study.seed)
    }

    /// The examples of a step; empty where the study has none.
    func minibatch(for step: StepID) -> [Example] { minibatches[update: max(0, step.number - 1)] }
}

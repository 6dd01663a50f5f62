import StudyModel

extension Study {
    /// Throws where a split that the study uses has no example: without one, another would stand in for it.
    package func check(_ examples: [Example]) throws(ExampleError) {
        var used: [Split] = [.train]
        if search.accept.on != .train || search.select == .validation { used.append(.validation) }
        for split in used where !examples.contains(where: { $0.split == split }) { throw .empty(split) }
    }
}

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

    /// How many examples a split has.
    func count(of split: Split) -> Int {
        switch split {
        case .train: train.count
        case .validation: validation.count
        case .test: 0
        }
    }

    /// The examples of a step; empty where the study has none.
    func minibatch(for step: StepID) -> [Example] { minibatches[update: max(0, step.number - 1)] }
}

import StudyModel

extension Study {
    /// Throws where a split that the study uses has no example: without one, another would stand in for it.
    package func check(_ examples: [Example]) throws(ExampleError) {
        var used: [Split] = [.train]
        if search.runsValidation { used.append(.validation) }
        for split in used where !examples.contains(where: { $0.split == split }) { throw .empty(split) }
    }
}

extension [Example] {
    /// By ID, the cluster of each example that is of one.
    package var clusters: [String: String] {
        Dictionary(compactMap { example in example.cluster.map { (example.id, $0) } }) { first, _ in first }
    }

    /// How many observations a split has: its examples, or the clusters of those that go together.
    package func observations(of split: Split) -> Int {
        let own = filter { $0.split == split }
        return Set(own.compactMap(\.cluster)).count + own.count { $0.cluster == nil }
    }

    /// How many observations so many examples of a split are at the least: those of its largest clusters.
    package func leastObservations(in count: Int, of split: Split) -> Int {
        let own = filter { $0.split == split }
        let clusters = Dictionary(grouping: own.compactMap(\.cluster)) { $0 }.values.map(\.count)
        let sizes = clusters.sorted(by: >) + [Int](repeating: 1, count: own.count { $0.cluster == nil })
        var (left, observations) = (Swift.min(count, own.count), 0)
        for size in sizes where left > 0 { (left, observations) = (left - size, observations + 1) }
        return observations
    }
}

/// A study's examples as the loop uses them; the test split is sealed, and left out.
struct StudyExamples {
    let train: [Example]
    let validation: [Example]
    /// Run once the search is over, and by nothing before.
    let confirm: [Example]
    /// By ID, the cluster of each example that is of one.
    let clusters: [String: String]
    private let minibatches: Minibatches

    init(_ examples: [Example], study: Study) {
        train = examples.filter { $0.split == .train }
        validation = examples.filter { $0.split == .validation }
        confirm = examples.filter { $0.split == .confirm }
        clusters = examples.clusters
        minibatches = Minibatches(
            train, size: study.batch.size, order: study.examples?.order ?? .shuffled, seed: study.seed)
    }

    /// How many examples a split has.
    func count(of split: Split) -> Int {
        switch split {
        case .train: train.count
        case .validation: validation.count
        case .confirm: confirm.count
        case .test: 0
        }
    }

    /// The examples of a step; empty where the study has none.
    func minibatch(for step: StepID) -> [Example] { minibatches[update: max(0, step.number - 1)] }
}

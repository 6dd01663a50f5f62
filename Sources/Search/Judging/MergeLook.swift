import Statistics
import StudyModel

/// The first look at a merge: a few examples of those that select, before all of them, as GEPA has it (Agrawal and others, arXiv 2507.19457).
///
/// Two of them are of each kind: where one parent is better, where the other is, and where they are alike; a kind that has too few leaves its places to examples drawn
/// from the rest. What is not as good on these as each of its parents was is no candidate for all of them.
struct MergeLook {
    /// Examples of each kind.
    private static let each = 2

    let split: Split
    let examples: [Example]
    /// What the parents have over them, the better of the two.
    private let asked: Double
    private let objective: Objective
    private let statistic: MeasureSettings.Statistic

    /// - Parameters:
    ///   - examples: all of the split that selects.
    ///   - parents: what is recorded of both.
    /// - Returns: `nil` where the parents have no figures on the same examples, or there are no more than one look takes.
    init?(
        at examples: [Example], of split: Split, parents: [Evaluation], study: Study, seed: UInt64
    ) {
        let (objective, statistic) = (study.objective, study.evaluator.measure.statistic)
        let values = parents.map { Self.values($0, objective, statistic) }
        let shared = examples.filter { example in values.allSatisfy { $0[example.id] != nil } }
        guard values.count == 2, shared.count > 3 * Self.each else { return nil }
        var generator = SeededGenerator(seed: seed)
        let drawn = generator.shuffled(shared)
        let kinds = Dictionary(grouping: drawn.map(\.id)) { id in
            let gain = objective.gain(of: values[0][id] ?? 0, over: values[1][id] ?? 0)
            return gain > 0 ? 1 : gain < 0 ? -1 : 0
        }
        let chosen = Set(kinds.values.flatMap { $0.prefix(Self.each) })
        let rest = drawn.map(\.id).filter { !chosen.contains($0) }
        let looked = chosen.union(rest.prefix(3 * Self.each - chosen.count))
        let means = values.compactMap { values in Summaries.mean(looked.sorted().compactMap { values[$0] }) }
        guard let first = means.first, let last = means.last else { return nil }
        asked = objective.isBetter(last, than: first) ? last : first
        (self.split, self.objective, self.statistic) = (split, objective, statistic)
        self.examples = examples.filter { looked.contains($0.id) }
    }

    /// Judges a merge by what it has on them; nothing that it came to is told, since proposers are told of attempts and of no validation.
    func ruling(on evaluation: Evaluation) -> Ruling {
        let values = Self.values(evaluation, objective, statistic)
        let mean = Summaries.mean(examples.map(\.id).sorted().compactMap { values[$0] })
        let isAsGood = mean.map { !objective.isBetter(asked, than: $0) } ?? false
        let what =
            "on \(examples.count) examples of \(split.rawValue) as good as each of the two that it is made of"
        return Ruling(isAsGood ? .accepted : .rejected, why: isAsGood ? what : "not " + what)
    }

    private static func values(
        _ evaluation: Evaluation, _ objective: Objective, _ statistic: MeasureSettings.Statistic
    ) -> [String: Double] {
        Measurements(evaluation, objective: objective).values(byExample: statistic)
    }
}

import StudyModel

/// The candidates that no other one beats on every metric.
struct Frontier {
    /// The metrics that say which way is better, of all candidates.
    private let objectives: [Objective]
    private let values: [CommitID: [Double]]

    init(_ metrics: [CommitID: [String: MetricSummary]], objective: Objective) {
        var directions = [objective.metric: objective.direction]
        for (name, metric) in metrics.values.joined() where directions[name] == nil {
            directions[name] = metric.direction
        }
        let objectives = directions.map { Objective(metric: $0.key, direction: $0.value) }
            .filter { objective in metrics.values.allSatisfy { $0[objective.metric] != nil } }
        self.objectives = objectives
        values = metrics.mapValues { own in objectives.compactMap { own[$0.metric]?.value } }
    }

    /// The frontier; empty with fewer than two metrics, where it would be the best again.
    var members: Set<CommitID> {
        guard objectives.count > 1 else { return [] }
        return Set(values.keys.filter { candidate in !values.keys.contains { beats($0, candidate) } })
    }

    private func beats(_ one: CommitID, _ other: CommitID) -> Bool {
        guard let mine = values[one], let its = values[other] else { return false }
        let gains = objectives.indices.map { objectives[$0].gain(of: mine[$0], over: its[$0]) }
        return gains.allSatisfy { $0 >= 0 } && gains.contains { $0 > 0 }
    }
}

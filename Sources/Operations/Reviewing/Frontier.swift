import StudyModel

/// The candidates that no other one beats on every metric, of figures on one sample.
struct Frontier {
    /// The metrics that say which way is better, of all candidates.
    private let objectives: [Objective]
    /// By candidate and metric.
    private let scores: [CommitID: [String: Score]]

    /// - Parameter evaluations: of each candidate what was measured of it where all were.
    init(_ evaluations: [CommitID: RecordedEvaluation], objective: Objective) {
        var directions = [objective.metric: objective.direction]
        for (name, metric) in evaluations.values.flatMap(\.evaluation.metrics) where directions[name] == nil {
            directions[name] = metric.direction
        }
        let all = directions.map { Objective(metric: $0.key, direction: $0.value) }
        scores = evaluations.mapValues { recorded in
            all.reduce(into: [:]) { $0[$1.metric] = recorded.score($1) }
        }
        objectives = all.filter { [scores] objective in
            scores.values.allSatisfy { $0[objective.metric] != nil }
        }
    }

    /// The frontier; empty with fewer than two metrics, where it would be the best again.
    var members: Set<CommitID> {
        guard objectives.count > 1 else { return [] }
        return Set(scores.keys.filter { candidate in !scores.keys.contains { beats($0, candidate) } })
    }

    private func beats(_ one: CommitID, _ other: CommitID) -> Bool {
        var isBetter = false
        for objective in objectives {
            guard let mine = scores[one]?[objective.metric], let its = scores[other]?[objective.metric],
                mine.isAlike(its), !objective.isBetter(its, than: mine)
            else { return false }
            isBetter = isBetter || objective.isBetter(mine, than: its)
        }
        return isBetter
    }
}

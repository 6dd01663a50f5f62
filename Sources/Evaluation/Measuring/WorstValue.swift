import StudyModel

/// Scores examples without a result with the worst value, where the study says `missing: worst`.
///
/// The worst is that of all results of the sitting, of every candidate alike; where more is better it is at most 0, so that leaving out what
/// went wrong does not pay. Where less is better no such bound is known: there `missing: reject` is the safe choice.
struct WorstValue {
    let objectives: [Objective]

    func fill(_ sessions: inout [CandidateSession]) {
        let found = objectives.compactMap { objective in
            worstValue(of: sessions, by: objective).map { (objective.metric, $0) }
        }
        guard !found.isEmpty, found.count == objectives.count else { return }
        let worst = Dictionary(found) { first, _ in first }
        let told = found.map { "\($0.1)" }.joined(separator: ", ")
        for session in sessions.indices where sessions[session].isSound {
            for trial in sessions[session].trials.indices
            where sessions[session].trials[trial].outcome == .invalid {
                sessions[session].trials[trial].outcome = .scored
                sessions[session].trials[trial].metrics = worst
                sessions[session].trials[trial].feedback =
                    "No result; it counts as \(told), the worst there was."
            }
        }
    }

    private func worstValue(of sessions: [CandidateSession], by objective: Objective) -> Double? {
        let values = sessions.flatMap(\.trials).compactMap { $0.metrics[objective.metric] }
        guard var worst = values.first else { return nil }
        for value in values + (objective.direction == .maximize ? [0] : [])
        where objective.isBetter(worst, than: value) {
            worst = value
        }
        return worst
    }
}

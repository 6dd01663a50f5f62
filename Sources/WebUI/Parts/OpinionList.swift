import StudyModel

/// What people said of a candidate: what the template `opinions` shows.
struct OpinionList: Hashable, Sendable {
    let hasOpinions: Bool
    let opinionRows: [OpinionRow]

    init(_ reviews: [Review]) {
        hasOpinions = !reviews.isEmpty
        opinionRows = reviews.map { OpinionRow($0.record) }
    }

    /// How many said what, such as `1 approved, 2 commented`; empty for none.
    static func counts(_ reviews: [Review]) -> String {
        (ReviewRecord.Decision.ofPeople + [.landed]).compactMap { decision in
            let count = reviews.count { $0.record.decision == decision }
            return count == 0 ? nil : "\(count) \(OpinionRow.words(decision))"
        }.joined(separator: ", ")
    }
}

import StudyModel

/// An opinion on the page of its candidate.
struct OpinionRow: Hashable, Sendable {
    let verdict: String
    let look: String
    let who: String
    /// For programs, as ISO 8601 has it.
    let moment: String
    /// For people.
    let when: String
    let words: String?

    init(_ review: ReviewRecord) {
        verdict = Self.words(review.decision)
        look =
            switch review.decision {
            case .approve: "approved"
            case .reject: "turned-down"
            default: ""
            }
        who = review.name
        moment = Moment.text(review.recordedAt, separator: "T") + "Z"
        when = Moment.text(review.recordedAt, separator: " ") + " UTC"
        words = Excerpt.of(
            review.text, characters: 8000,
            elsewhere: "git notes --ref=hone/review show \(review.candidate.short)")
    }

    static func words(_ decision: ReviewRecord.Decision) -> String {
        switch decision {
        case .approve: "approved"
        case .reject: "rejected"
        case .comment: "commented"
        case .withdraw: "withdrew"
        case .landed: "landed"
        default: decision.rawValue
        }
    }
}

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

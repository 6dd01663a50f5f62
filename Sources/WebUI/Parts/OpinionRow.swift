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

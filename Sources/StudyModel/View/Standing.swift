/// What those events of a run come to that have not been undone.
struct Standing: Hashable, Sendable {
    var lineages: [LineageName: LineageView]
    /// By owner, the lineage that each writer goes on with.
    var current: [WriterID: LineageName]
    var best: CommitID
    var finish: FinishRecord?
    var openLandings: [String: LandRecord] = [:]
    /// By candidate, oldest first.
    var reviews: [CommitID: [Review]] = [:]
    /// Candidates that a person rejects.
    var rejected: Set<CommitID> = []
    var isDeleted = false

    init(_ record: RunRecord) {
        best = record.base
        current = [record.writer: .first]
        lineages = [
            .first: LineageView(
                name: .first, owner: record.writer, origin: record.base, knows: nil, head: record.base)
        ]
    }

    /// Takes in a review; returns whether the candidate's rejection changed.
    mutating func add(_ review: Review) -> Bool {
        let candidate = review.record.candidate
        reviews[candidate, default: []].append(review)
        var decisions: [String: ReviewRecord.Decision] = [:]
        for record in (reviews[candidate] ?? []).map(\.record)
        where ![.comment, .landed].contains(record.decision) {
            decisions[record.person] = record.decision
        }
        return decisions.values.contains(.reject)
            ? rejected.insert(candidate).inserted : rejected.remove(candidate) != nil
    }
}

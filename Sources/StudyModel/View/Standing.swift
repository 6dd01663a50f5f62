/// What those events of a run come to that have not been undone.
struct Standing: Hashable, Sendable {
    var lineages: [LineageName: LineageView]
    /// By owner, the lineage that each writer goes on with.
    var current: [WriterID: LineageName]
    /// By owner, from where a person last had the search go on.
    var starts: [WriterID: Start] = [:]
    /// How many steps came so far, those among them that count no more.
    var steps = 0
    var best: CommitID
    var finish: FinishRecord?
    /// Whether the last thing that was done is a comparison of the winner with the base.
    var isCompared = false
    /// Whether the winner was chosen among several heads since the last step.
    var isChosen = false
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

    /// Where a person had a search go on.
    struct Start: Hashable, Sendable {
        let candidate: CommitID
        /// How many steps the run had then.
        let steps: Int
    }

    /// Takes note that the loop goes on: what was its end is none.
    mutating func goOn() {
        finish = nil
        isCompared = false
        isChosen = false
    }

    /// Takes in a review; returns whether the candidate's rejection changed.
    mutating func add(_ review: Review) -> Bool {
        let candidate = review.record.candidate
        reviews[candidate, default: []].append(review)
        return decisions(on: candidate).contains(.reject)
            ? rejected.insert(candidate).inserted : rejected.remove(candidate) != nil
    }

    /// Tells whether one of those who decided on a candidate approves of it.
    func isApproved(_ candidate: CommitID) -> Bool { decisions(on: candidate).contains(.approve) }

    /// What stands of each person.
    private func decisions(on candidate: CommitID) -> some Collection<ReviewRecord.Decision> {
        var decisions: [String: ReviewRecord.Decision] = [:]
        for record in (reviews[candidate] ?? []).map(\.record)
        where ![.comment, .landed].contains(record.decision) {
            decisions[record.person] = record.effect
        }
        return decisions.values
    }
}

/// A winner compared with the base at an end of the loop.
package struct ClosingComparison: Hashable, Sendable {
    /// The event's ID; `nil` for one that was folded without its journal.
    package let id: CommitID?
    package let record: CompareRecord
    /// How many steps the run had then, the base's among them.
    package let steps: Int
}

extension RecordedEvent.Content {
    /// Whether a person decided by it, or said, where the search is to go on.
    var isSteering: Bool {
        guard case .event(let event) = self else { return false }
        return switch event {
        case .reverted, .forked, .adopted, .undone, .redone: true
        case .reviewed(let record): record.decision != .landed
        default: false
        }
    }
}

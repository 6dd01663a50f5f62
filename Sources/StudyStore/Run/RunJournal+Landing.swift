import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// Lands: records the intent, moves the branch from where the plan found it, and records that it is done.
    ///
    /// The checkout is not touched: a branch that is checked out is for the caller to merge in the user's sight, between
    /// `append(.landing(…))` and `append(.landed(…))`. Throws `StoreError.branchMoved` where somebody moved it meanwhile.
    package func land(_ landing: LandRecord) async throws {
        try await append(.landing(landing), feedback: nil, attachments: [])
        try await moveBranch(of: landing)
        try await append(.landed(landing), feedback: nil, attachments: [])
    }

    /// Moves a branch of the user's from where it is expected, which is checked out nowhere.
    func moveBranch(of landing: LandRecord) async throws {
        try options.failpoints.reach("before \(landing.onto)")
        do {
            try await repository.moveReference(
                landing.onto, from: landing.from.map { ObjectID($0) }, to: ObjectID(landing.result),
                reflog: "hone: land \(landing.candidate.short) of \(record.run)")
        } catch {
            guard error.code == .modified, let from = landing.from else { throw error }
            throw StoreError.branchMoved(landing.onto, expected: from)
        }
        try options.failpoints.reach("after \(landing.onto)")
    }
}

import StudyModel

extension LearningLoop {
    /// A proposal with all that it changes of its parent, where it was made of the files of a candidate that it mends.
    func whole(_ proposal: Proposal, of attempt: Attempt) async throws -> Proposal {
        guard let mended = attempt.request?.mends else { return proposal }
        let parent = attempt.parent.subject.commit
        guard case .applied(let before) = try await store.reapply(mended, madeFrom: parent, onto: parent)
        else { preconditionFailure("a candidate's changes apply to what it was made from") }
        let changes = Dictionary((before + proposal.changes).map { ($0.path, $0) }) { $1 }
        let artifact = try await store.artifact(at: parent)
        var whole = proposal
        whole.changes = []
        for change in changes.values.sorted(by: { $0.path < $1.path }) {
            // What the failed one added and this one takes away again was never there.
            if change.content == .deleted, try await artifact.read(change.path) == nil { continue }
            whole.changes.append(change)
        }
        return whole
    }
}

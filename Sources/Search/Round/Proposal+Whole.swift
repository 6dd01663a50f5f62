import StudyModel

extension Proposal {
    /// The proposal with all that it changes of a parent, where it was made of the files of a candidate of that parent that it mends.
    func whole(mending mended: CommitID?, of parent: CommitID, in store: any RunStore) async throws
        -> Proposal
    {
        guard let mended else { return self }
        guard case .applied(let before) = try await store.reapply(mended, madeFrom: parent, onto: parent)
        else { preconditionFailure("a candidate's changes apply to what it was made from") }
        let changes = Dictionary((before + self.changes).map { ($0.path, $0) }) { $1 }
        let artifact = try await store.artifact(at: parent)
        var whole = self
        whole.changes = []
        for change in changes.values.sorted(by: { $0.path < $1.path }) {
            // What the failed one added and this one takes away again was never there.
            if change.content == .deleted, try await artifact.read(change.path) == nil { continue }
            whole.changes.append(change)
        }
        return whole
    }
}

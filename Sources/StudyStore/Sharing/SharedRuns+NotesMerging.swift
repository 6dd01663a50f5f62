import Git
import ObjectIDs

extension SharedRuns {
    /// Merges the notes that the last fetch brought from a remote into those here, so that a push of ours only adds to theirs.
    ///
    /// Returns whether anything here changed, and what of the remote's is no notes. A `git notes` command in between is built upon.
    package func mergeNotes() async throws -> (changed: Bool, passedOver: [RefusedRef]) {
        var changed = false
        var passedOver: [RefusedRef] = []
        for kind in NotesKind.allCases {
            guard let theirs = try await repository.reference(remote.notes(kind)) else { continue }
            do {
                try await Self.look(at: theirs, beside: repository.reference(kind.ref), in: repository)
            } catch {
                passedOver.append(RefusedRef(ref: kind.ref, error: error))
                continue
            }
            let moved = try await merge(theirs, into: kind)
            changed = changed || moved
        }
        return (changed, passedOver)
    }

    /// Bytes of a note at most; what a person or a run writes has a hundredth.
    private static let longestNote = 1 << 26

    /// Looks through the notes of a remote that are not here; throws what is wrong with them.
    private static func look(
        at theirs: ObjectID, beside ours: ObjectID?, in repository: isolated Repository
    ) throws {
        try repository.require(theirs, .commit, limit: JournalCommit.commitLimit)
        if let ours, try repository.isAncestor(theirs, of: ours) { return }
        let known = try Set(ours.map { try repository.notes(in: $0) } ?? [])
        for note in try repository.notes(in: theirs) where !known.contains(note) {
            try repository.require(note.blob, .blob, limit: longestNote)
        }
    }

    private func merge(_ theirs: ObjectID, into kind: NotesKind) async throws -> Bool {
        let attempts = 8
        for _ in 0..<attempts {
            let ours = try await repository.reference(kind.ref)
            let merged = try await Self.stage(theirs, ours, kind, remote.remote, options, in: repository)
            if merged == ours { return false }
            let move = RefMove(kind.ref, from: ours, to: merged, reflog: "hone: notes of \(remote.remote)")
            let outcome = try await repository.publish(syncing: .none) { try await repository.move(move) }
            switch outcome {
            case .moved: return true
            case .notMoved(.overtaken): continue
            case .notMoved(let obstacle): throw obstacle.error(moving: move.ref)
            }
        }
        throw StoreError.notesBusy(ref: kind.ref, attempts: attempts)
    }

    /// Returns the commit that the notes ref is to have; one side's own where that is all there is to it.
    private static func stage(
        _ theirs: ObjectID, _ ours: ObjectID?, _ kind: NotesKind, _ remote: String, _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> ObjectID {
        guard let ours else { return theirs }
        if try repository.isAncestor(theirs, of: ours) { return ours }
        if try repository.isAncestor(ours, of: theirs) { return theirs }
        let base = try repository.mergeBase(ours, theirs)
        let merge = NotesMerge(
            kind, base: try base.map { try repository.notes(in: $0) } ?? [],
            ours: try repository.notes(in: ours),
            theirs: try repository.notes(in: theirs))
        return try repository.stageNotesMerge(
            ours: ours, theirs: theirs, try merge.changes { try repository.readBlob($0) },
            by: options.authorship(in: repository), message: "Notes of \(remote)\n")
    }
}

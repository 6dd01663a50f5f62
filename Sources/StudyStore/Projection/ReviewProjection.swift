import Git
import ObjectIDs
import StudyModel

/// Writes review notes as the run has them, and reads what people changed in them.
struct ReviewProjection {
    let site: RunSite
    let packs: HeldPacks
    let ledger: ProjectionLedger

    /// Writes the review notes of some candidates; returns false where their ref could not be had.
    ///
    /// Lines of other runs and people's own words stay. What a person edited meanwhile is built upon.
    func write(_ candidates: [CommitID], in view: RunView) async throws -> Bool {
        let ref = RefNames.review
        for _ in 0..<8 {
            let update = try await Self.stage(
                candidates, view, run: site.record.run, site.options, in: site.repository)
            guard let target = update.new, target != update.old else { return true }
            try await packs.publish()
            try site.options.failpoints.reach("before \(ref)")
            let move = RefMove(ref, from: update.old, to: target, reflog: "hone: \(site.record.run)")
            let outcome = try await site.repository.move(move)
            try ledger.take(outcome, of: move)
            switch outcome {
            case .moved: try site.options.failpoints.reach("after \(ref)")
            case .notMoved(.overtaken): continue
            case .notMoved: return false
            }
            // Where a person wrote in between, the mark stays below that, and it is taken up.
            if ledger[ref] == update.old.map({ CommitID($0) }) { ledger[ref] = CommitID(target) }
            return true
        }
        return false
    }

    /// Returns what people changed since hone last wrote or read the notes, up to `tip`.
    func edits(to tip: CommitID) async throws -> [ReviewEdit] {
        try await Self.edits(
            from: ledger[RefNames.review].map { ObjectID($0) }, to: ObjectID(tip), in: site.repository)
    }

    private static func stage(
        _ candidates: [CommitID], _ view: RunView, run: RunName, _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> NotesUpdate {
        let tip = try repository.reference(RefNames.review)
        var texts: [ObjectID: [UInt8]?] = [:]
        for candidate in candidates {
            let id = ObjectID(candidate)
            let old = ReviewNote(try repository.note(on: id, ref: RefNames.review) ?? [])
            let new = old.following(view, on: candidate)
            guard new != old else { continue }
            let bytes = new.bytes
            texts[id] = .some(bytes.isEmpty ? nil : bytes)
        }
        let staged = repository.stagedCount
        let update = try repository.stageNotes(
            onto: tip, texts, by: options.authorship(in: repository), message: "\(run): reviews\n")
        if update.new == tip { repository.unstage(allBut: staged) }
        return update
    }

    private static func edits(
        from last: ObjectID?, to tip: ObjectID, in repository: isolated Repository
    ) throws -> [ReviewEdit] {
        let known = last.flatMap { repository.exists($0) ? $0 : nil }
        let author = try repository.readCommit(tip).author
        let person = ReviewNote.Part.Person(name: author.name, email: author.email, time: author.time)
        let old = try known.map { try repository.notes(in: $0).byAnnotated } ?? [:]
        let new = try repository.notes(in: tip).byAnnotated
        return try Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted().map { id in
            let before = try old[id].map { ReviewNote(try repository.readBlob($0)) }
            let after = ReviewNote(try new[id].map { try repository.readBlob($0) } ?? [])
            return ReviewEdit(
                candidate: CommitID(id), old: known == nil ? nil : before ?? ReviewNote([]), new: after,
                person: person)
        }
    }
}

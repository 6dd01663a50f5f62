import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// Records what a person decides or says about a candidate; the review note follows.
    ///
    /// The person is who git would put as author. Throws `StoreError.unknownCandidate` for what is none of the run's.
    @discardableResult
    package func review(
        _ candidate: CommitID, _ decision: ReviewRecord.Decision, text: String
    ) async throws -> ReviewRecord {
        try await withTurn {
            try await absorb()
            try await catchUp()
            guard history.view.step(of: candidate) != nil else {
                throw StoreError.unknownCandidate(candidate)
            }
            let person = try await Self.person(options, in: repository)
            let review = ReviewRecord(
                candidate: candidate, decision: decision, text: text, name: person.name,
                email: person.email, recordedAt: options.now())
            try await record { _ in Addendum(event: .reviewed(review)) }
            try await letGo()
            return review
        }
    }

    /// Who git would put as author now.
    package func author() async throws -> (name: String, email: String) {
        let person = try await Self.person(options, in: repository)
        return (person.name, person.email)
    }

    /// Makes events of what people changed in review notes since hone last wrote or read them.
    func takeUpReviews() async throws {
        while let tip = try await repository.reference(RefNames.review).map({ CommitID($0) }) {
            guard var state = projected, state.refs[RefNames.review] != tip else { return }
            let edits = try await Self.edits(
                from: state.refs[RefNames.review].map { ObjectID($0) }, to: ObjectID(tip), in: repository)
            for edit in edits where history.view.step(of: edit.candidate) != nil {
                for event in edit.events(in: history.view, now: options.now()) {
                    try await record { _ in Addendum(event: event) }
                }
            }
            // What was recorded above moved the notes on; that is looked at in the next turn, and holds nothing new.
            state = projected ?? state
            state.refs[RefNames.review] = tip
            try save(state)
        }
    }

    /// Writes the review notes of some candidates as the run has them; returns false where their ref could not be had.
    ///
    /// Lines of other runs and people's own words stay. What a person edited meanwhile is built upon.
    func projectReviews(of candidates: [CommitID], in state: inout ProjectedState) async throws -> Bool {
        for _ in 0..<8 {
            let update = try await Self.stage(
                candidates, history.view, run: record.run, options, in: repository)
            guard let target = update.new, target != update.old else { return true }
            if let pack = try await repository.publish(syncing: options.sync) { hold(pack) }
            do {
                try options.failpoints.reach("before \(RefNames.review)")
                try await repository.moveReference(
                    RefNames.review, from: update.old, to: target, reflog: "hone: \(record.run)")
                try options.failpoints.reach("after \(RefNames.review)")
            } catch let error as GitError {
                if error.code == .modified { continue }
                guard case .locked(let file) = error.code else { throw error }
                concerns[RefNames.review] = ProjectionConcern(
                    ref: RefNames.review, wanted: CommitID(target), reason: .locked(file: file))
                return false
            }
            concerns[RefNames.review] = nil
            // Where a person wrote in between, the mark stays below that, and it is taken up.
            if state.refs[RefNames.review] == update.old.map({ CommitID($0) }) {
                state.refs[RefNames.review] = CommitID(target)
            }
            return true
        }
        return false
    }

    /// The candidates whose review notes an event may change.
    func candidates(reviewedBy event: Event) -> [CommitID] {
        switch event {
        case .reviewed, .landed: event.review.map { [$0.candidate] } ?? []
        default: event.takenBack == nil ? [] : Array(history.view.everReviewed).sorted()
        }
    }

    private static func person(
        _ options: StoreOptions, in repository: isolated Repository
    ) throws -> Signature {
        try options.signature(in: repository)
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
            onto: tip, texts, by: options.signature(in: repository), message: "\(run): reviews\n")
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

import StudyModel

/// What a person's edit of a candidate's review note says.
struct ReviewEdit {
    let candidate: CommitID
    /// The note as hone last knew it; `nil` where that is not known, and then nothing counts as taken away.
    let old: ReviewNote?
    let new: ReviewNote
    /// The last one who wrote to the notes.
    let person: ReviewNote.Part.Person

    /// The events that make the run agree with the note: reviews that it has and the run has not, and those it has no more, undone.
    func events(in view: RunView, now: Int64) -> [Event] {
        let known = view.allReviews(of: candidate)
        let before = old?.parts ?? []
        let added = new.parts.filter { part in
            !before.contains(part) && !known.contains { part.says($0.record, in: view.names) }
        }
        let removed = before.filter { !new.parts.contains($0) }
        let undone = view.reviews(of: candidate).filter { review in
            removed.contains { $0.says(review.record, in: view.names) }
                && !new.parts.contains { $0.says(review.record, in: view.names) }
        }
        // A landing is recorded by who lands, and is taken back by moving the branch: a note does neither.
        let said = added.compactMap { $0.review(of: candidate, in: view.names, by: person) }
        return said.filter { $0.decision != .landed }.map(Event.reviewed)
            + undone.filter { $0.record.decision != .landed }.compactMap(\.id).map {
                .undone(UndoRecord(event: $0, recordedAt: now))
            }
    }
}

extension ReviewNote {
    /// Returns the note with every review that stands in a run and none of its that was undone; the rest stays as it is.
    func following(_ view: RunView, on candidate: CommitID) -> ReviewNote {
        let standing = view.reviews(of: candidate).map(\.record)
        var note = self
        for review in view.allReviews(of: candidate).map(\.record) where !standing.contains(review) {
            for part in parts where part.says(review, in: view.names) {
                guard !standing.contains(where: { part.says($0, in: view.names) }) else { continue }
                note.remove(part)
            }
        }
        for review in standing where !note.parts.contains(where: { $0.says(review, in: view.names) }) {
            note.append(ReviewLine(review, in: view.record.run))
        }
        return note
    }
}

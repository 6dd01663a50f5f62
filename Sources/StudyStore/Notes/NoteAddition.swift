import Git
import ObjectIDs
import StudyModel

/// What a step adds to the notes of one commit.
struct NoteAddition: Sendable {
    let commit: ObjectID
    /// The lines to add to the score note.
    var score: ScoreNote?
    /// The sections to add to the feedback note.
    var feedback: FeedbackNote?
    /// What to write into a line that is there.
    var mark: NoteMark?
}

/// The notes that a judged commit gets, and how each takes in what is new.
enum NotesKind: CaseIterable, Sendable {
    case score, feedback
    /// What people say; it follows reviews, not steps.
    case review

    var ref: String {
        switch self {
        case .score: RefNames.score
        case .feedback: RefNames.feedback
        case .review: RefNames.review
        }
    }

    /// Returns the note with the addition, or `nil` where there is nothing to add; what stands in the note stays.
    func merge(_ addition: NoteAddition, into old: [UInt8]?) throws -> [UInt8]? {
        switch self {
        case .score:
            guard addition.score != nil || addition.mark != nil else { return nil }
            var note = ScoreNote(old ?? [])
            if let added = addition.score { note.merge(added) }
            let isMarked = addition.mark.map { note.mark($0) } ?? false
            return addition.score != nil || isMarked ? note.bytes : nil
        case .feedback:
            guard let added = addition.feedback else { return nil }
            var note = FeedbackNote(old ?? [])
            note.merge(added)
            return note.bytes
        case .review: return nil
        }
    }

    /// Unites two states of one note that have a common past; where both have a line or a section, ours stays.
    func unite(_ ours: [UInt8], _ theirs: [UInt8], base: [UInt8]?) throws -> [UInt8] {
        switch self {
        case .score:
            var note = ScoreNote(ours)
            note.unite(ScoreNote(theirs), base: base.map { ScoreNote($0) })
            return note.bytes
        case .feedback:
            var note = FeedbackNote(ours)
            note.unite(FeedbackNote(theirs), base: base.map { FeedbackNote($0) })
            return note.bytes
        case .review:
            var note = ReviewNote(ours)
            note.unite(ReviewNote(theirs), base: base.map { ReviewNote($0) })
            return note.bytes
        }
    }

    /// Keeps a notes commit with all additions in memory until it is published; the first notes of a commit are not merged.
    func stage(
        _ additions: [NoteAddition], areFirst: Bool = false, by authorship: Authorship, message: String,
        in repository: isolated Repository
    ) throws -> StagedNotes {
        var texts: [ObjectID: [UInt8]] = [:]
        for addition in additions {
            let old =
                try texts[addition.commit]
                ?? (areFirst ? nil : repository.note(on: addition.commit, ref: ref))
            if let merged = try merge(addition, into: old) { texts[addition.commit] = merged }
        }
        let tip = try repository.reference(ref)
        let update = try repository.stageNotes(
            onto: tip, texts.mapValues { .some($0) }, by: authorship, message: message)
        return StagedNotes(kind: self, from: update.old, to: update.new, texts: texts)
    }
}

/// A notes commit that is not published yet: its ref's move, and the notes that it holds anew.
struct StagedNotes: Sendable {
    let kind: NotesKind
    let from: ObjectID?
    /// The same as `from` where nothing is new.
    let to: ObjectID?
    let texts: [ObjectID: [UInt8]]
}

import Git
import ObjectIDs
import StudyModel
import Text

/// An event on its way into the journal: its words, its files, and what it adds to the notes.
struct EventWriting: Sendable {
    let event: Event
    /// The event in words.
    let subject: String
    /// The score note's line, where the event judges a candidate.
    let score: ScoreLine?
    /// What the score notes' lines get, where the event is a test, of the candidate first, or closes the run.
    private let marks: [NoteAddition]
    let feedback: String?
    let attachments: [Attachment]

    /// What the event's objects hang on.
    struct Place: Sendable {
        let run: RunRecord
        let root: ObjectID
        let event: EventPlace
        /// The journal's last commit.
        let previous: ObjectID
    }

    /// When the notes are written.
    enum Noting: Sendable {
        /// Together with the event.
        case now
        /// Together with the event, which is about a commit that nobody has seen yet: it has no notes.
        case first
        /// Some other time: the event is about a commit that has no notes yet.
        case later
    }

    /// The names that attachments cannot have, beside those of the event's own files.
    private static let ownNames: Set<String> = ["score.json", "feedback.md"]

    /// Takes the event's words and score line from the run as it is before the event.
    init(_ event: Event, feedback: String?, attachments: [Attachment], root: CommitID, in view: RunView) {
        self.event = event
        self.feedback = feedback.flatMap { $0.isEmpty ? nil : $0 }
        self.attachments = attachments.filter {
            !Self.ownNames.contains($0.path) && !EventFiles.isOwn($0.path)
        }
        subject = ShownText(line: event.words(in: view), limit: 120).text
        if case .step(let record) = event, record.candidate != nil {
            score = ScoreLine(record, root: root, in: view)
        } else {
            score = nil
        }
        marks =
            switch event {
            case .tested(let record): TestMark.additions(record, root: root, in: view)
            case .compared(let record): GainMark.additions([record], root: root, in: view)
            default: []
            }
    }

    /// Keeps all objects of the event in memory until they are published together.
    func stage(
        at place: Place, _ noting: Noting, by authorship: Authorship, in repository: isolated Repository
    ) throws -> StagedEvent {
        let additions = try additions(to: place.run)
        var notes: [StagedNotes] = []
        if !additions.isEmpty, noting != .later {
            let message = "\(place.run.run): \(subject)\n"
            notes = try NotesKind.allCases.map {
                try $0.stage(
                    additions, areFirst: noting == .first, by: authorship, message: message, in: repository)
            }
        }
        let tree = try stageTree(texts(notes, additions.first), at: place, in: repository)
        var parents = [place.previous]
        for commit in event.part.record.commits.map({ ObjectID($0) }) where !parents.contains(commit) {
            parents.append(commit)
        }
        let commit = try repository.stageCommit(
            tree: tree, parents: parents, by: authorship,
            message: JournalCommit.message(subject, run: place.run.run, root: place.root))
        return StagedEvent(commit: commit, additions: additions, notes: notes)
    }

    /// The notes as they are to stand on the commit that the event is about.
    private func texts(
        _ notes: [StagedNotes], _ addition: NoteAddition?
    ) throws -> [NotesKind: [UInt8]] {
        var texts: [NotesKind: [UInt8]] = [:]
        guard let addition else { return texts }
        for staged in notes { texts[staged.kind] = staged.texts[addition.commit] }
        guard notes.isEmpty else { return texts }
        for kind in NotesKind.allCases { texts[kind] = try kind.merge(addition, into: nil) }
        return texts
    }

    private func additions(to run: RunRecord) throws -> [NoteAddition] {
        guard let score, case .step(let record) = event, let candidate = record.candidate else {
            return marks
        }
        var lines = ScoreNote([])
        lines.merge(score, currency: run.study.budget.currency)
        var addition = NoteAddition(commit: ObjectID(candidate), score: lines)
        if let feedback {
            var sections = FeedbackNote([])
            sections.merge(feedback, step: record.step, of: run)
            addition.feedback = sections
        }
        return [addition]
    }

    private func stageTree(
        _ texts: [NotesKind: [UInt8]], at place: Place, in repository: isolated Repository
    ) throws -> ObjectID {
        var contents: [(String, [UInt8])] = attachments.map { ($0.path, $0.bytes) }
        contents += EventFiles(event, at: place.event, of: place.run.study).contents
        if let score = texts[.score] { contents.append(("score.json", score)) }
        if let text = texts[.feedback] ?? feedback.map({ Array($0.utf8) }) {
            contents.append(("feedback.md", text))
        }
        let folder = event.part.folder
        let changes = try contents.map { path, bytes in
            PathChange("\(folder)/\(path)", .file(try repository.stageBlob(bytes), .file))
        }
        return try repository.stageTree(base: nil, changes: changes)
    }
}

/// An event whose objects are in memory.
struct StagedEvent: Sendable {
    /// The journal commit.
    let commit: ObjectID
    let additions: [NoteAddition]
    let notes: [StagedNotes]
}

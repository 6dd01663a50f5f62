import Git
import ObjectIDs

/// The steps that branches and notes have yet to follow, because they came fast.
///
/// Held in memory alone: the next process finds in the journal what this one did not get to.
struct ProjectionBacklog {
    /// An unbroken stretch of the journal; `nil` where there is nothing, or others' events lie in between.
    private var stretch: (after: ObjectID, through: ObjectID)?
    private var additions: [NoteAddition] = []
    /// The notes of all that is there, once they are staged.
    var staged: StagedEvent?
    private(set) var isEmpty = true
    /// When branches and notes last followed.
    private(set) var followed: Duration?
    /// When people's changes to them were last looked for.
    private(set) var looked: Duration?

    /// Takes in a step whose journal commit comes after `previous`.
    mutating func add(_ more: [NoteAddition], _ commit: ObjectID, after previous: ObjectID) {
        if isEmpty {
            stretch = (previous, commit)
        } else if let known = stretch, known.through == previous {
            stretch = (known.after, commit)
        } else {
            stretch = nil
        }
        additions += more
        staged = nil
        isEmpty = false
    }

    /// What the journal's events after one commit, through another, add to notes; `nil` where that has to be read.
    func additions(after start: ObjectID, through end: ObjectID) -> [NoteAddition]? {
        guard let stretch, stretch.after == start, stretch.through == end else { return nil }
        return additions
    }

    /// Notes that the last event has been followed.
    mutating func follow(at time: Duration) { followed = time }

    /// Notes that everything has been followed and looked at.
    mutating func settle(at time: Duration) {
        self = ProjectionBacklog()
        (followed, looked) = (time, time)
    }
}

import Git
import ObjectIDs
import StudyModel
import Text

/// What has been read of a run: the fold of its events, and where each step lies.
struct RunHistory {
    private(set) var view: RunView
    /// By writer, the last commit of the journal that has been read.
    private(set) var tips: [WriterID: ObjectID] = [:]
    /// The journal commits of the steps.
    private(set) var steps: [StepID: ObjectID] = [:]
    /// The greatest clock of any event.
    private var clock = 0

    init(_ record: RunRecord, writer: WriterID) { view = RunView(record, seenBy: writer) }

    /// Takes in the next event.
    mutating func take(_ entry: RecordedEvent) {
        if case .step(let step) = entry.content { steps[step.step] = entry.id.map { ObjectID($0) } }
        clock = max(clock, entry.place?.clock ?? 0)
        view.apply(entry)
    }

    /// Where a writer's next event stands among those of all writers.
    func nextPlace(of writer: WriterID) -> EventPlace {
        EventPlace(
            writer: writer, clock: clock.adding(clamping: 1),
            // Built up, since an empty result of `filter` takes room of its own, and each event keeps one.
            saw: tips.reduce(into: [:]) { saw, tip in
                if tip.key != writer { saw[tip.key] = CommitID(tip.value) }
            })
    }

    /// Remembers how far a journal has been read.
    mutating func reach(_ tip: ObjectID, of writer: WriterID) { tips[writer] = tip }
}

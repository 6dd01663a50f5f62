import Git
import StudyModel

/// What has been read of a run: the fold of its events, and where each step lies.
struct RunHistory {
    private(set) var view: RunView
    /// By writer, the last commit of the journal that has been read.
    private(set) var tips: [WriterID: ObjectID] = [:]
    /// The journal commits of the steps.
    private(set) var steps: [StepID: ObjectID] = [:]

    init(_ record: RunRecord, writer: WriterID) { view = RunView(record, seenBy: writer) }

    /// Takes in the next event.
    mutating func take(_ entry: RecordedEvent) {
        if case .step(let step) = entry.content { steps[step.step] = entry.id.map { ObjectID($0) } }
        view.apply(entry)
    }

    /// Remembers how far a journal has been read.
    mutating func reach(_ tip: ObjectID, of writer: WriterID) { tips[writer] = tip }
}

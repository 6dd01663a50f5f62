import Listings
import StudyModel
import StudyStore
import Wiring

/// A run that stays open to be read again and again: looking for what is new costs a look at its refs.
package struct RunReader: Sendable {
    let journal: RunJournal

    /// How the run was set up.
    package var record: RunRecord { journal.record }
    /// The run's identity: runs of one name may come and go.
    package var root: CommitID { journal.root }

    /// Returns the run as it stands now; throws what the store does.
    package func view() async throws -> RunView {
        try await journal.view()
    }

    /// Whether a process of this clone is stepping it now.
    package func isStepping() async throws -> Bool {
        try journal.isBeingStepped()
    }

    /// What a process of this clone that steps it is about; `nil` where none does, or does not say.
    package func phase() async throws -> CurrentPhase? {
        guard try journal.isBeingStepped() else { return nil }
        return try journal.currentWork.said().flatMap { CurrentPhase($0) }
    }

    /// Returns the events after the first `count`, in the order in which this reader found them.
    func events(after count: Int) async throws -> [RecordedEvent] {
        try await journal.recorded(after: count)
    }

    /// Returns all that is known of a step, or `nil` where the run has no such step.
    package func details(of step: StepSummary, in view: RunView) async throws -> CandidateDetails? {
        guard let record = try await journal.record(of: step.step) else { return nil }
        return CandidateDetails(
            view: view, step: step, record: record,
            feedback: try await journal.feedback(of: step.step) ?? "",
            rationale: try await rationale(of: step), diff: try await diff(of: step),
            attachments: try await journal.attachmentPaths(of: step.step))
    }

    /// Returns steps as they were recorded, in the order in which they are named.
    package func listings(of steps: [StepSummary], in view: RunView) async throws -> [StepListing] {
        var listings: [StepListing] = []
        for step in steps {
            if let record = try await journal.record(of: step.step) {
                listings.append(StepListing(record.withoutTrials(), step, in: view))
            }
        }
        return listings
    }

    /// Returns a raw file that the journal keeps of a step, or `nil` where there is none of that name.
    package func recorded(_ path: String, of step: StepID) async throws -> String? {
        try await journal.attachment(path, of: step)?.text
    }

    /// Returns the unified diff from one candidate to another.
    package func diff(from: CommitID, to: CommitID) async throws -> String {
        try await journal.diff(from: from, to: to)
    }

    private func rationale(of step: StepSummary) async throws -> String {
        guard step.step.number > 0, let candidate = step.candidate else { return "" }
        return try await journal.trees.rationale(of: candidate)
    }

    private func diff(of step: StepSummary) async throws -> String {
        guard step.step.number > 0, let candidate = step.candidate else { return "" }
        return try await journal.diff(from: step.parent, to: candidate)
    }
}

extension RunJournal {
    /// The run as it stands now, and which of its examples go together.
    func view() async throws -> RunView {
        var view = try await currentView()
        if view.record.study.examples?.cluster != nil {
            do {
                view.note(clustersOf: try await StudyPlan(self).examples())
            } catch is Problem {
                // What cannot be read any more goes uncounted; the run is told all the same.
            }
        }
        return view
    }
}

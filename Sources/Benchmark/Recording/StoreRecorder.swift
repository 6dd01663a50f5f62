import Git
import StudyModel
import StudyStore

/// Records made-up steps through the real store, one after another on one lineage.
final class StoreRecorder {
    struct NotDrafted: Error { let draft: Draft }

    let repository: GitRepository
    private let journal: RunJournal
    private var head: CommitID
    /// The last step that is recorded.
    private(set) var last = 0

    /// Starts a run on `main`, with its base judged.
    init(in repository: GitRepository, at pace: ProjectionPace) async throws {
        self.repository = repository
        let options = StoreOptions(
            settingsReader: { _ in SettingsReading(study: SampleStep.study) }, now: { 1_700_000_000 },
            random: { 0x5eed }, pace: pace)
        let study = try StudyRepository(GitContext(at: repository.path, environment: [:]), options: options)
        guard let base = CommitID(text: try repository.git("rev-parse", "main")) else {
            throw GitRecorder.NoCommit(revision: "main")
        }
        journal = try await study.createRun(
            RunSetup(
                study: SampleStep.study, settings: RecordedSettings(), studyText: Array("study: sort\n".utf8),
                base: base,
                evaluator: EvaluatorIdentity(id: "sha256:00")))
        head = base
        try await journal.beginStepping()
        let tree = try await journal.tree(of: base)
        let step = SampleStep(number: 0).record(by: journal.writer, on: base, base, tree)
        try await journal.append(.step(step), feedback: "The base.", attachments: [])
        _ = try await journal.events(after: 0)
    }

    /// The step to record next.
    var next: SampleStep { SampleStep(number: last + 1) }

    /// Does for one step what the loop does: the candidate's commit, the event with its notes and refs, and a look at what is new.
    ///
    /// As the loop does, where the journal runs.
    func record(_ step: SampleStep) async throws {
        head = try await Self.record(step, on: head, in: journal)
        last = step.number
    }

    private static func record(
        _ step: SampleStep, on head: CommitID, in journal: isolated RunJournal
    ) async throws -> CommitID {
        let id = StepID(number: step.number, writer: journal.writer)
        let draft = try await journal.draft(step.proposal, on: Parents(head), step: id, proposer: "mutation")
        guard case .candidate(let commit, let tree) = draft else { throw NotDrafted(draft: draft) }
        let record = step.record(by: journal.writer, on: head, commit, tree)
        try await journal.append(
            .step(record), feedback: step.feedback, attachments: step.attachments)
        _ = try await journal.events(after: step.number)
        return commit
    }

    /// Lets branches and notes follow whatever they have not yet.
    func settle() async throws { try await journal.settleBacklog() }
}

import Proposers
import Search
import StudyModel
import StudyStore

/// An earlier run of the repository, as a replay reads it.
struct JournaledRun: Recording {
    /// Kept with a step by proposers that ask somebody.
    private static let replies = ["reply.md", "repair.md"]

    let name: String
    private let journal: RunJournal
    private let steps: [StepSummary]

    /// Opens the run; throws `StoreError.unknownRun` where there is none of the name.
    init(_ settings: ReplaySettings, in store: StudyRepository) async throws {
        name = settings.run.text
        journal = try await store.open(settings.run, for: .reading)
        steps = try await journal.currentView().steps.filter(\.isProposed)
    }

    func proposal(_ number: Int) async throws -> RecordedProposal? {
        guard number >= 1, number <= steps.count else { return nil }
        let step = steps[number - 1]
        var rationale = ""
        if let candidate = step.candidate { rationale = try await journal.trees.rationale(of: candidate) }
        var attachments: [Attachment] = []
        for path in Self.replies {
            if let file = try await journal.attachment(path, of: step.step) { attachments.append(file) }
        }
        return RecordedProposal(
            source: "\(name):\(step.step.number)",
            candidate: step.candidate.map { RecordedCandidate(commit: $0, parent: step.parent) },
            outcome: step.outcome, reason: step.reason, summary: step.summary, rationale: rationale,
            attachments: attachments)
    }
}

extension StepSummary {
    /// Whether a proposer made it; a person's commits and the base have none.
    fileprivate var isProposed: Bool { step.number > 0 && proposer != Person.name }
}

/// The replies of a run that is being stepped, kept beside its journal.
struct JournalReplies: ReplyStore {
    let journal: RunJournal

    func reply(_ key: ReplyKey) async throws -> [UInt8]? {
        try journal.replies.text(key.request, of: key.step).map { Array($0.utf8) }
    }

    func keep(_ reply: [UInt8], as key: ReplyKey) async throws {
        try journal.replies.keep(String(decoding: reply, as: UTF8.self), as: key.request, of: key.step)
    }
}

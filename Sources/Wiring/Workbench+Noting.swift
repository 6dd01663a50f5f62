import StudyModel
import StudyStore

extension Workbench {
    /// Records a remark on a run, of the newest one where none is named; returns the run.
    package func note(_ text: String, on name: String?) async throws -> RunView {
        try await Self.translating {
            let journal = try await journal(name, for: .appending)
            let person = try await journal.author()
            let remark = RemarkRecord(
                text: text, name: person.name, email: person.email, recordedAt: surroundings.now())
            try await journal.append(.noted(remark), feedback: nil, attachments: [])
            return try await journal.currentView()
        }
    }
}

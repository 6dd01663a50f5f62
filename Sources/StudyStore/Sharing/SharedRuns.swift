import Git
import StudyModel

/// The runs and notes of a repository beside what the last fetch brought of a remote's: what comes from there, and what is to go.
package struct SharedRuns: Sendable {
    let store: StudyRepository
    let remote: RemoteRefs

    package init(_ store: StudyRepository, with remote: RemoteRefs) {
        self.store = store
        self.remote = remote
    }

    var repository: Repository { store.repository }
    var options: StoreOptions { store.options }
}

import Git
import Platform
import StudyStore

/// A repository with its runs, opened in a process's surroundings: what parts of a run are made from.
package struct Workbench: Sendable {
    /// What the process was given.
    package let surroundings: Surroundings
    /// The top of the checkout, without a slash at the end.
    package let checkout: String
    /// The runs, as the repository keeps them.
    package let store: StudyRepository

    /// The git repository below the store.
    package var repository: Repository { store.repository }
    /// git in the user's checkout, with their environment.
    package var git: UserGit { UserGit(environment: surroundings.environment, directory: checkout) }

    /// Opens the repository that the process was started in; throws `Problem`, `GitError` and `StoreError`.
    package init(_ surroundings: Surroundings) throws {
        let store = try StudyRepository(
            discovering: surroundings.directory, options: surroundings.storeOptions())
        guard let top = store.repository.workingDirectory else {
            throw Problem.repository(.bareRepository(path: String(store.repository.gitDirectory.dropLast())))
        }
        self.surroundings = surroundings
        self.store = store
        checkout = top.count > 1 ? String(top.dropLast()) : top
    }
}

import Git
import StudyModel
import StudyStore

/// A repository with its runs, as the commands work on it: the one place that picks implementations.
package struct Workbench: Sendable {
    package let surroundings: Surroundings
    /// The top of the checkout, without a slash at the end.
    package let checkout: String
    let store: StudyRepository

    var repository: Repository { store.repository }

    /// Opens the repository that the command was started in; throws `Problem`.
    package static func open(_ surroundings: Surroundings) async throws -> Workbench {
        try await translating {
            let store = try StudyRepository(
                discovering: surroundings.directory, options: surroundings.storeOptions())
            guard let top = store.repository.workingDirectory else {
                throw Problem.repository(
                    .bareRepository(path: String(store.repository.gitDirectory.dropLast())))
            }
            return Workbench(
                surroundings: surroundings, checkout: top.count > 1 ? String(top.dropLast()) : top,
                store: store)
        }
    }

    /// Runs `body` and turns errors from below into problems where they are known.
    static func translating<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch {
            throw Problem(error) ?? error
        }
    }
}

import Git
import StudyModel
import StudyStore

/// A repository with its runs, as the commands work on it: the one place that picks implementations.
package struct Workbench: Sendable {
    package let surroundings: Surroundings
    /// The top of the checkout, without a slash at the end.
    package let checkout: String
    /// The runs that the repository keeps.
    package let store: StudyRepository

    /// The repository itself.
    package var repository: Repository { store.repository }
    /// git in the user's checkout, with their environment.
    package var userGit: UserGit { UserGit(environment: surroundings.environment, directory: checkout) }

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
    package static func translating<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch {
            throw Problem(error) ?? error
        }
    }

    /// Opens a run by name, or the newest one.
    package func journal(_ name: String?, for access: RunAccess) async throws -> RunJournal {
        if let name {
            guard let run = RunName(text: name) else {
                throw Problem.run(.unknownRun(name, existing: try await store.runs().map(\.name)))
            }
            return try await store.open(run, for: access)
        }
        guard let newest = try await newestLast().last else { throw Problem.run(.noRuns) }
        return try await store.open(newest.name, for: access)
    }

    /// The runs, the newest last; one whose record cannot be read comes first.
    package func newestLast() async throws -> [RunListing] {
        var dated: [(RunListing, Int64)] = []
        for listing in try await store.runs() {
            do {
                dated.append((listing, try await store.record(of: listing).startedAt))
            } catch is StoreError {
                // Listed first, and what is wrong with it is said by whoever opens it.
                dated.append((listing, 0))
            }
        }
        return dated.sorted { ($0.1, $0.0.name) < ($1.1, $1.0.name) }.map(\.0)
    }
}

import Git
import StudyModel
import StudyStore
import Wiring

extension Workbench {
    /// Returns the names of the runs, as the store lists them; reads no journal.
    package func runNames() async throws -> [String] {
        try await Self.translating { try await store.runs().map(\.name.text) }
    }

    /// Returns the names of a run's candidates, the newest first, with `best` before them.
    package func candidateNames(of run: String) async throws -> [String] {
        let view = try await view(run)
        let steps = view.steps.reversed().filter { $0.candidate != nil }
        let writer = view.record.writer
        return [run + ":best"]
            + steps.map { step in
                let place = step.step.writer == writer ? "" : "@\(step.step.writer)"
                return "\(run):\(step.step.number)\(place)"
            }
    }

    /// Returns the short names of the local branches.
    package func branchNames() async throws -> [String] {
        try await Self.translating {
            let prefix = "refs/heads/"
            return try await repository.references(prefix: prefix).map {
                String($0.name.dropFirst(prefix.count))
            }
        }
    }
}

import Operations
import StudyModel
import Wiring

/// The runs that somebody looks at: each stays open, so that looking again reads only what is new.
actor OpenRuns {
    nonisolated let workbench: Workbench
    private var readers: [RunName: RunReader] = [:]

    init(_ workbench: Workbench) { self.workbench = workbench }

    /// Returns a run, or `nil` where there is none of that name; throws `Problem`.
    func reader(_ name: RunName) async throws -> RunReader? {
        let identities = try await workbench.runIdentities()
        guard let root = identities[name] else {
            readers[name] = nil
            return nil
        }
        if let reader = readers[name], reader.root == root { return reader }
        let reader = try await workbench.reader(name.text)
        readers[name] = reader
        return reader
    }

    /// Returns the runs, the newest first, and for those that cannot be read what is wrong.
    func all() async throws -> (runs: [RunStatus], unreadable: [String]) {
        var runs: [RunStatus] = []
        var unreadable: [String] = []
        for name in try await workbench.runIdentities().keys.sorted() {
            do {
                guard let reader = try await reader(name) else { continue }
                runs.append(
                    RunStatus(
                        view: try await reader.view(), isStepping: try await reader.isStepping(),
                        checkedOut: [:]))
            } catch is Problem {
                unreadable.append("\(name) cannot be read; `hone log \(name)` says why.")
            }
        }
        let newestFirst = runs.sorted {
            ($1.view.record.startedAt, $1.view.record.run) < ($0.view.record.startedAt, $0.view.record.run)
        }
        return (newestFirst, unreadable)
    }
}

import Listings
import Operations
import StudyModel

/// The runs that somebody looks at: each stays open, so that looking again reads only what is new.
actor OpenRuns {
    nonisolated let workshop: Workshop
    private var readers: [RunName: RunReader] = [:]

    init(_ workshop: Workshop) { self.workshop = workshop }

    /// Returns a run, or `nil` where there is none of that name.
    func reader(_ name: RunName) async throws -> RunReader? {
        let identities = try await workshop.runs.identities()
        guard let root = identities[name] else {
            readers[name] = nil
            return nil
        }
        if let reader = readers[name], reader.root == root { return reader }
        let reader = try await workshop.runs.reader(name.text)
        readers[name] = reader
        return reader
    }

    /// Returns the runs that are no sweep's and the sweeps, the newest first, and for those that cannot be read what is wrong.
    func all() async throws -> (runs: [RunStatus], sweeps: [SweepLine], unreadable: [String]) {
        var runs: [RunStatus] = []
        var unreadable: [String] = []
        let sweeps = try await workshop.sweeps.list()
        let passed = sweeps.reduce(into: Set()) { $0.formUnion($1.names) }
        for name in try await workshop.runs.identities().keys.sorted() where !passed.contains(name) {
            do {
                guard let reader = try await reader(name) else { continue }
                runs.append(
                    RunStatus(view: try await reader.view(), isStepping: try await reader.isStepping()))
            } catch {
                guard isKnown(error) else { throw error }
                unreadable.append("\(name) cannot be read; `hone log \(name)` says why.")
            }
        }
        let newestFirst = runs.sorted {
            ($1.view.record.startedAt, $1.view.record.run) < ($0.view.record.startedAt, $0.view.record.run)
        }
        return (newestFirst, sweeps.reversed().map(\.line), unreadable)
    }

    /// Whether it is something that can be wrong with a run, and no fault of ours.
    private func isKnown(_ error: any Error) -> Bool {
        ErrorReport(known: error, offsetMinutes: workshop.surroundings.offsetMinutes) != nil
    }
}

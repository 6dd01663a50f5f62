import StudyStore
import Wiring

extension Workbench {
    /// Takes in the runs that others pushed: their journals, then notes and branches; throws `Problem`.
    ///
    /// Whatever is here already stays. Two clones that both went on with a run end with the steps of both, side by side.
    package func fetch(from remote: String?) async throws -> FetchReport {
        try await Self.translating {
            try await store.checkBeforeFirstEvent()
            let site = try await RemoteSite(named: remote, git: userGit, repository: repository)
            try await site.fetch()
            let arrivals = try await store.takeUpJournals(from: site.refs)
            let changed = try await store.mergeNotes(from: site.refs)
            for arrival in arrivals {
                try await store.open(arrival.run, for: .appending).rebuildProjections()
            }
            return FetchReport(
                remote: site.name, runs: arrivals.map { FetchReport.Run($0) }, changedNotes: changed)
        }
    }
}

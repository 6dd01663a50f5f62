import Git
import StudyModel
import StudyStore

extension Workbench {
    /// Returns every run as it stands, the newest last; one that cannot be read keeps no other from being listed.
    package func runs() async throws -> RunList {
        try await Self.translating {
            let checkedOut = try await repository.checkedOutBranches()
            var list = RunList()
            for listing in try await newestLast() {
                do {
                    let journal = try await store.open(listing.name, for: .reading)
                    list.runs.append(try await status(of: journal, checkedOut))
                } catch let error as StoreError {
                    list.unreadable.append(UnreadableRun(name: listing.name, problem: Problem(error)))
                }
            }
            return list
        }
    }

    /// Returns the state of a run; of the newest one where none is named.
    package func view(_ name: String?) async throws -> RunView {
        try await Self.translating { try await view(of: try await journal(name, for: .reading)) }
    }

    /// Returns the branches of an open run at which people put commits that it does not take up.
    package func divertedBranches(of run: LiveRun) async throws -> [DivertedBranch] {
        try await Self.translating {
            let checkedOut = try await repository.checkedOutBranches()
            return try await run.journal.divertedBranches().compactMap {
                DivertedBranch($0, checkedOut: checkedOut)
            }
        }
    }

    /// Opens a run by name, or the newest one.
    func journal(_ name: String?, for access: RunAccess) async throws -> RunJournal {
        if let name {
            guard let run = RunName(text: name) else {
                throw Problem.run(.unknownRun(name, existing: try await store.runs().map(\.name)))
            }
            return try await store.open(run, for: access)
        }
        guard let newest = try await newestLast().last else { throw Problem.run(.noRuns) }
        return try await store.open(newest.name, for: access)
    }

    func view(of journal: RunJournal) async throws -> RunView {
        try await journal.currentView()
    }

    private func newestLast() async throws -> [RunListing] {
        var dated: [(RunListing, Int64)] = []
        for listing in try await store.runs() {
            do {
                dated.append((listing, try await store.startedAt(listing)))
            } catch is StoreError {
                // Listed first, and what is wrong with it is said by whoever opens it.
                dated.append((listing, 0))
            }
        }
        return dated.sorted { ($0.1, $0.0.name) < ($1.1, $1.0.name) }.map(\.0)
    }

    private func status(of journal: RunJournal, _ checkedOut: [String: String]) async throws -> RunStatus {
        let diverted = try await journal.divertedBranches()
        let view = try await view(of: journal)
        let run = view.record.run
        let places = view.lineages.keys.compactMap { name in
            checkedOut[RefNames.branch(run, name)].map { (name, $0) }
        }
        return RunStatus(
            view: view, isStepping: try journal.isBeingStepped(),
            checkedOut: Dictionary(places) { $1 },
            diverted: diverted.compactMap { DivertedBranch($0, checkedOut: checkedOut) })
    }
}

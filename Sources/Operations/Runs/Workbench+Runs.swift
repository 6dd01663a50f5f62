import Git
import StudyModel
import StudyStore
import Wiring

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
        try await Self.translating { try await journal(name, for: .reading).currentView() }
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

    private func status(of journal: RunJournal, _ checkedOut: [String: String]) async throws -> RunStatus {
        let diverted = try await journal.divertedBranches()
        let view = try await journal.currentView()
        let run = view.record.run
        let places = view.lineages.keys.compactMap { name in
            checkedOut[RefNames.branch(run, name)].map { (name, $0) }
        }
        return RunStatus(
            view: view, isStepping: try journal.isBeingStepped(),
            checkedOut: Dictionary(uniqueKeysWithValues: places),
            diverted: diverted.compactMap { DivertedBranch($0, checkedOut: checkedOut) })
    }
}

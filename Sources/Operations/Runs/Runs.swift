import Git
import Listings
import Platform
import StudyModel
import StudyStore
import Wiring

/// The runs that have a journal here: listed, opened, renamed, put into the trash.
package struct Runs: Sendable {
    let store: StudyRepository
    let now: @Sendable () -> Int64

    /// Whether runs of sweeps are listed one by one, or the sweeps alone.
    package enum OfSweeps: Hashable, Sendable { case each, together }

    /// Returns every run as it stands, the newest last; one that cannot be read keeps no other from being listed.
    ///
    /// - Parameter choice: of sweeps together, no run of theirs is opened.
    package func list(ofSweeps choice: OfSweeps = .each) async throws -> RunList {
        let checkedOut = try await store.repository.checkedOutBranches()
        var list = RunList()
        list.lost = try await store.lostJournals().map { LostRun(run: $0.run, ref: $0.ref, tip: $0.tip) }
        var passed: Set<RunName> = []
        if choice == .together {
            for (line, names) in try await SweepStore(store).lines() {
                passed.formUnion(names)
                list.sweeps.append(line)
            }
        }
        let listings = try await store.runs()
        for listing in try await newestLast(of: listings.filter { !passed.contains($0.name) }) {
            do {
                let journal = try await store.open(listing.name, among: listings, for: .reading)
                list.runs.append(try await status(of: journal, checkedOut))
            } catch let error as StoreError {
                list.unreadable.append(UnreadableRun(name: listing.name, report: error.report))
            }
        }
        return list
    }

    /// Returns the state of a run; of the newest one where none is named.
    package func view(_ name: String?) async throws -> RunView {
        try await journal(name, for: .reading).view()
    }

    /// Opens a run to be read: by name, or the newest one.
    package func reader(_ name: String?) async throws -> RunReader {
        RunReader(journal: try await journal(name, for: .reading))
    }

    /// Opens runs to be read, in the order in which they are named.
    package func readers(_ names: [RunName]) async throws -> [RunReader] {
        let listings = try await store.runs()
        var readers: [RunReader] = []
        for name in names {
            readers.append(
                RunReader(journal: try await store.open(name, among: listings, for: .reading)))
        }
        return readers
    }

    /// The names of the runs, in order; reads no journal.
    package func names() async throws -> [String] { try await store.runs().map(\.name.text) }

    /// Tells whether a text is a run's name.
    package func has(_ name: String) async throws -> Bool {
        try await store.runs().contains { $0.name.text == name }
    }

    /// The runs by name, with their identities; reads no journal.
    package func identities() async throws -> [RunName: CommitID] {
        try await store.runs().reduce(into: [:]) { $0[$1.name] = $1.root }
    }

    /// Records a remark on a run, of the newest one where none is named; returns the run.
    package func note(_ text: String, on name: String?) async throws -> RunView {
        let journal = try await journal(name, for: .appending)
        let person = try await journal.author()
        let remark = RemarkRecord(text: text, name: person.name, email: person.email, recordedAt: now())
        try await journal.append(.noted(remark), feedback: nil, attachments: [])
        return try await journal.currentView()
    }

    /// Gives a run another name.
    package func rename(_ name: String, to new: RunName) async throws {
        let journal = try await journal(name, for: .appending)
        try await store.rename(journal.record.run, to: new)
    }

    /// Puts a run into the trash.
    package func delete(_ name: String) async throws {
        let journal = try await journal(name, for: .appending)
        try await store.delete(journal.record.run)
    }

    /// Returns the runs in the trash, oldest deletion first.
    package func trash() async throws -> [DeletedRun] {
        try await store.trash().map { DeletedRun(run: $0.run, root: $0.root, deletedAt: $0.deletedAt) }
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

    /// Opens the newest run of a study whose proposals come from outside.
    ///
    /// - Parameter study: the study's name.
    func newestFromOutside(of study: () throws -> String) async throws -> RunJournal {
        let listings = try await newestLast()
        let study = try study()
        for listing in listings.reversed() {
            do {
                let record = try await store.open(listing.name, among: listings, for: .reading).record
                guard record.study.name == study, record.study.proposer == .external else { continue }
            } catch is StoreError {
                // It is nothing that could be gone on with.
                continue
            }
            return try await store.open(listing.name, for: .appending)
        }
        throw Problem.run(.noneFromOutside(study: study))
    }

    private func newestLast() async throws -> [RunListing] {
        try await newestLast(of: try await store.runs())
    }

    private func newestLast(of listings: [RunListing]) async throws -> [RunListing] {
        var dated: [(RunListing, Int64)] = []
        for listing in listings {
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
        let isStepping = try journal.isBeingStepped()
        let stray =
            isStepping ? try await journal.strayBranches() : try await caughtUp(journal, checkedOut)
        let view = try await journal.view()
        let run = view.record.run
        let places = view.lineages.keys.compactMap { name in
            checkedOut[RefNames.branch(run, name)].map { (name, $0) }
        }
        return RunStatus(
            view: view, isStepping: isStepping, checkedOut: Dictionary(places) { $1 },
            diverted: stray.compactMap { DivertedBranch($0, checkedOut: checkedOut) },
            stray: isStepping ? [] : stray.compactMap { StrayBranch($0, checkedOut: checkedOut) },
            landed: try await landed(of: view))
    }

    /// The landings of a run, and what became of them on their branches since.
    package func landed(of view: RunView) async throws -> [LandedCandidate] {
        try await LandingFates(repository: store.repository).all(of: view)
    }

    /// Lets branches follow that a lock held when the run last went on, and returns those that are still not where the run is.
    private func caughtUp(
        _ journal: RunJournal, _ checkedOut: [String: String]
    ) async throws -> [ProjectionConcern] {
        let stray = try await journal.strayBranches()
        let commonDirectory = store.repository.commonDirectory
        let canFollow = stray.contains { branch in
            guard case .behind = branch.reason, checkedOut[branch.ref] == nil else { return false }
            return !HostFile.exists(commonDirectory + branch.ref + ".lock")
        }
        guard canFollow else { return stray }
        // Who may only read sees where they are.
        _ = try? await store.open(try await journal.currentView().record.run, for: .appending)
        return try await journal.strayBranches()
    }
}

extension SweepStore {
    /// The sweeps, the newest last, with the names of their runs; opens none of those.
    func lines() async throws -> [(line: SweepLine, names: [RunName])] {
        var found: [(line: SweepLine, names: [RunName])] = []
        for journal in try await all() {
            let (plan, course) = (journal.record.plan, try await journal.course())
            let names = course.names
            let line = SweepLine(
                sweep: plan.name, study: plan.study, runs: names.count, hasEnded: course.hasEnded)
            found.append((line, names))
        }
        return found
    }
}

/// The runs of a repository.
package struct RunList: Sendable {
    /// The newest last; empty where their runs are listed one by one.
    package var sweeps: [SweepLine] = []
    /// The newest last.
    package internal(set) var runs: [RunStatus] = []
    /// Those whose journals this program cannot read.
    package internal(set) var unreadable: [UnreadableRun] = []
    /// Those of this clone whose journals are gone and can be had back.
    package internal(set) var lost: [LostRun] = []
}

/// A run whose journal is gone, and how to bring it back.
package struct LostRun: Sendable {
    package let run: RunName
    /// The ref that is gone, and the commit that it was at.
    package let ref: String
    package let tip: CommitID
}

/// A run whose journal this program cannot read, and why.
package struct UnreadableRun: Sendable {
    package let name: RunName
    package let report: ErrorReport
}

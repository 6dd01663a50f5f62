import Git
import ObjectIDs
import Platform
import StudyModel

/// The runs of a repository.
package struct StudyRepository: Sendable {
    /// Objects, branches and notes; drafts that are not recorded yet are readable through this very value alone.
    package let repository: Repository
    /// The same repository, with refs that are synced: the journals' own.
    let journals: Repository
    let options: StoreOptions

    /// Opens the repository of a context; throws `GitError` as `Repository` does.
    package init(_ context: GitContext, options: StoreOptions) throws {
        repository = try Repository(context, durability: options.sync == .none ? .none : .whole)
        try repository.mend()
        journals = try Repository(
            context, durability: options.sync == .none ? .none : .durable, beside: repository)
        self.options = options
    }

    /// Throws what would keep a run from being stored here, before anything is written.
    package func checkBeforeFirstEvent() async throws {
        try await Self.check(in: repository, options)
    }

    private static func check(in repository: isolated Repository, _ options: StoreOptions) throws {
        guard try repository.reference("refs/heads/hone") == nil else { throw StoreError.branchNamedHone }
        guard !repository.isShallow else { throw StoreError.shallowClone }
        _ = try options.authorship(in: repository)
    }

    /// Returns the runs that have a journal here, sorted by name.
    package func runs() async throws -> [RunListing] { try await RunListing.all(in: repository) }

    /// Returns whatever has a journal here, the runs first.
    package func journalListings() async throws -> [RunListing] {
        try await RunListing.all(in: repository) + RunListing.all(.sweep, in: repository)
    }

    /// Returns when a run began, in seconds since 1970.
    package func startedAt(_ listing: RunListing) async throws -> Int64 {
        try await RootCommit.head(of: ObjectID(listing.root), in: repository).startedAt
    }

    /// Returns what a run is.
    package func record(of listing: RunListing) async throws -> RunRecord {
        var record = try await RootCommit.record(
            of: ObjectID(listing.root), settingsReader: options.settingsReader, in: repository)
        if record.run != listing.name {
            // The journals' refs say what it is called here and now.
            record.startedAs = record.run
            record.run = listing.name
        }
        return record
    }

    /// Keeps whether an evaluator gave the same figures again, apart from any run.
    package func keep(reproducible: Bool, of evaluator: EvaluatorIdentity) {
        MeasuredTrees(repository.context)
            .keep(reproducible: reproducible, of: evaluator)
    }

    /// Starts a run, durably.
    ///
    /// - Parameter wanted: its name; the study's with the next free number where nobody says. Throws `StoreError.runExists` where that is taken.
    package func createRun(_ setup: RunSetup, named wanted: RunName? = nil) async throws -> RunJournal {
        try await checkBeforeFirstEvent()
        let writer = try WriterIdentity(of: repository.context)
            .obtain(random: options.random)
        if let wanted {
            guard let journal = try await create(wanted, setup, writer: writer) else {
                throw StoreError.runExists(wanted)
            }
            try repository.mend()
            return journal
        }
        var number = try await lastNumber(of: setup.study.name)
        while true {
            number += 1
            guard let name = RunName(text: "\(setup.study.name)-\(number)") else {
                throw StoreError.invalidStudyName(setup.study.name)
            }
            guard let journal = try await create(name, setup, writer: writer) else { continue }
            // Says that the packs of this start of the machine are whole, so that whoever only reads has nothing to write.
            try repository.mend()
            return journal
        }
    }

    /// Opens a run to read it or to append to it, and reconciles it with what was done since it was last open.
    package func open(_ name: RunName, for access: RunAccess) async throws -> RunJournal {
        try await open(name, among: try await runs(), for: access)
    }

    /// The same, for whoever opens many: listing five hundred runs for each of them would be most of the work.
    ///
    /// - Parameter listings: the runs that have a journal here, as they were listed just now.
    package func open(_ name: RunName, among listings: [RunListing], for access: RunAccess) async throws
        -> RunJournal
    {
        let identity = try WriterIdentity(of: repository.context)
        let existing = try identity.existing()
        let matches = listings.filter { $0.name == name }
        // Of runs with one name the one that this clone has written is meant.
        let own = matches.filter { listing in existing.map { listing.writers.contains($0) } ?? false }
        guard let listing = own.first ?? matches.first else {
            throw StoreError.unknownRun(name, existing: Array(Set(listings.map(\.name))).sorted())
        }
        guard own.count == 1 || matches.count == 1 else {
            throw StoreError.differentRoots(name, roots: matches.map(\.root))
        }
        let record = try await record(of: listing)
        if access == .appending { try Self.checkKnown(record) }
        let writer =
            access == .appending ? try identity.obtain(random: options.random) : existing ?? record.writer
        let site = RunSite(self, record, root: listing.root, writer: writer, access: access)
        let journal = RunJournal(site, state: nil)
        if access == .appending { try HostFile.removePassing(in: site.localFolder) }
        try await journal.reconcile()
        if access == .appending { try await journal.finishLandings() }
        return journal
    }

    /// Throws where this program would go on with a run by other choices than the run's.
    private static func checkKnown(_ record: RunRecord) throws(StoreError) {
        guard record.needs <= RunRecord.greatestNeeds else {
            throw .needsNewer(record.run, needs: record.needs, newest: RunRecord.greatestNeeds)
        }
        if let unknown = record.unknownSettings.first { throw .unknownSetting(record.run, unknown) }
    }

    private func create(
        _ name: RunName, _ setup: RunSetup, writer: WriterID
    ) async throws -> RunJournal? {
        let (record, root) = try await Self.stage(name, setup, writer, options, in: repository)
        let ref = RefNames.journal(name, writer)
        let start = RefMove(ref, from: nil, to: root, reflog: "hone: \(name) starts")
        let outcome = try await repository.publish(syncing: options.sync == .none ? .none : .files) {
            try await journals.move(start)
        }
        switch outcome {
        case .moved: break
        case .notMoved(.overtaken), .notMoved(.nameTaken): return nil
        case .notMoved(let obstacle): throw obstacle.error(moving: start.ref)
        }
        let site = RunSite(self, record, root: CommitID(root), writer: writer, access: .appending)
        return RunJournal(site, state: ProjectedState(through: site.root))
    }

    private static func stage(
        _ name: RunName, _ setup: RunSetup, _ writer: WriterID, _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> (RunRecord, ObjectID) {
        var record = RunRecord(
            run: name, writer: writer, settings: setup.settings, study: setup.study, base: setup.base,
            baseTree: TreeID(try repository.tree(of: ObjectID(setup.base))), evaluator: setup.evaluator,
            programs: setup.programs, startedAt: options.now())
        record.host = setup.host
        record.starts = setup.starts
        record.sweep = setup.sweep
        let authorship = try options.authorship(in: repository)
        return (record, try RootCommit.stage(setup, record: record, by: authorship, in: repository))
    }

    /// The highest number that a run of the study has or had; a name in the notes means one run for ever.
    private func lastNumber(of study: String) async throws -> Int {
        let branches = try await repository.references(prefix: RefNames.branchPrefix + study + "-")
        // A branch of the run's own name leaves no room for any below it.
        var names = branches.compactMap { $0.name.split(separator: "/").dropFirst(3).first.map(String.init) }
        for listing in try await runs() {
            names.append(listing.name.text)
            do {
                names.append(try await RootCommit.firstName(of: ObjectID(listing.root), in: repository).text)
            } catch is StoreError {
                // What it is called here is known.
            }
        }
        names += try await trash().map(\.run.text)
        return names.compactMap { name in
            name.hasPrefix(study + "-") ? Int(name.dropFirst(study.count + 1)) : nil
        }.max() ?? 0
    }
}

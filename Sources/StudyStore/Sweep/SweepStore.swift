import Git
import ObjectIDs
import StudyModel

/// The sweeps of a repository.
package struct SweepStore: Sendable {
    private let store: StudyRepository

    package init(_ store: StudyRepository) { self.store = store }

    private var repository: Repository { store.repository }
    private var options: StoreOptions { store.options }

    // MARK: - What there is

    /// Returns the sweeps that have a journal here, the newest last.
    package func all() async throws -> [SweepJournal] {
        let writer = try WriterIdentity(of: repository.context).existing()
        return try await Self.records(in: repository).map { root, record in
            SweepJournal(
                record: record, root: CommitID(root), writer: writer ?? record.writer, store: store)
        }.sorted {
            ($0.record.startedAt, $0.record.plan.name) < ($1.record.startedAt, $1.record.plan.name)
        }
    }

    private static func records(in repository: isolated Repository) throws -> [ObjectID: SweepRecord] {
        var records: [ObjectID: SweepRecord] = [:]
        for listing in try RunListing.all(.sweep, in: repository) {
            let root = ObjectID(listing.root)
            records[root] = try SweepJournal.record(of: root, in: repository)
            records[root]?.plan.name = listing.name
        }
        return records
    }

    /// The tips of the journals of a sweep and of its runs, by their refs.
    package func tips(of name: RunName) async throws -> [String: CommitID] {
        let references =
            try await journals(of: name)
            + repository.references(prefix: "\(RefNames.journalPrefix)\(name)-c")
        return Dictionary(references.map { ($0.name, CommitID($0.target)) }) { $1 }
    }

    private func journals(of name: RunName) async throws -> [Reference] {
        try await repository.references(inFolder: "\(RefNames.journalPrefix)\(name)/")
    }

    // MARK: - Starting

    /// Starts a sweep, durably; throws `StoreError.runExists` where its name is taken.
    package func create(_ plan: SweepPlan, sweepText: [UInt8], studyText: [UInt8]) async throws
        -> SweepJournal
    {
        try await store.checkBeforeFirstEvent()
        let writer = try WriterIdentity(of: repository.context)
            .obtain(random: options.random)
        guard try await journals(of: plan.name).isEmpty else { throw StoreError.runExists(plan.name) }
        let record = SweepRecord(plan: plan, writer: writer, startedAt: options.now())
        let root = try await SweepJournal.stage(
            record, sweepText: sweepText, studyText: studyText, options, in: repository)
        let start = RefMove(
            RefNames.journal(plan.name, writer), from: nil, to: root, reflog: "hone: \(plan.name) starts")
        let outcome = try await repository.publish(syncing: options.sync == .none ? .none : .files) {
            try await store.journals.move(start)
        }
        guard case .moved = outcome else { throw StoreError.runExists(plan.name) }
        return SweepJournal(record: record, root: CommitID(root), writer: writer, store: store)
    }

    /// The first name `<study>-sweep-<n>` that neither a sweep nor a run has or had: a name in the notes means one run for ever.
    package func nextName(of study: String) async throws -> RunName {
        let deleted = Set(try await store.trash().map(\.run))
        var number = 1
        while let name = RunName(text: "\(study)-sweep-\(number)") {
            if try await journals(of: name).isEmpty, !deleted.contains(name) { return name }
            number += 1
        }
        throw StoreError.invalidStudyName(study)
    }

    // MARK: - Branches

    /// Points a sweep's branches, named by the last part, at commits; one that a person moved elsewhere, or works in, stays.
    ///
    /// - Parameter own: what hone may have put there.
    package func moveBranches(
        of sweep: SweepJournal, to heads: [String: CommitID], from own: Set<CommitID>
    ) async throws {
        let inUse = try await repository.checkedOutBranches()
        for (name, head) in heads.sorted(by: { $0.key < $1.key }) {
            let ref = RefNames.branches(sweep.record.plan.name) + name
            let known = try await repository.reference(ref)
            let isOwn = known.map { own.contains(CommitID($0)) } ?? true
            guard known != ObjectID(head), isOwn, inUse[ref] == nil else { continue }
            _ = try await repository.move(
                RefMove(
                    ref, from: known, to: ObjectID(head), reflog: "hone: best of \(sweep.record.plan.name)",
                    by: try options.authorship(in: repository).committer))
        }
    }

    // MARK: - The trash

    /// Puts a sweep's journals into the trash and takes those of its branches away that nobody moved; its runs have journals of their own.
    ///
    /// - Parameter own: what hone may have put at its branches.
    package func delete(_ sweep: SweepJournal, from own: Set<CommitID>) async throws {
        let name = sweep.record.plan.name
        let branches = try await repository.references(inFolder: RefNames.branches(name))
            .filter { own.contains(CommitID($0.target)) }
        let inUse = try await repository.checkedOutBranches()
        for branch in branches {
            guard let worktree = inUse[branch.name] else { continue }
            throw StoreError.branchInUse(RefNames.shortBranch(branch.name), worktree: worktree)
        }
        let journals = try await journals(of: name)
        let tips = journals.compactMap { journal in
            RefNames.parseJournal(journal.name).map { ($0.writer.text, CommitID(journal.target)) }
        }
        try await TrashedRun(
            run: name, root: sweep.root, journals: Dictionary(tips) { $1 }, deletedAt: options.now()
        ).keep(in: repository, journals: store.journals, options)
        for reference in branches + journals {
            try await store.journals.require(
                RefMove(reference.name, from: reference.target, to: nil, reflog: "hone: delete \(name)"))
        }
    }

    /// Takes a sweep back out of the trash; `nil` where what was deleted is a run.
    package func restore(_ trashed: TrashedRun) async throws -> SweepJournal? {
        guard try await SweepJournal.record(of: ObjectID(trashed.root), in: repository) != nil else {
            return nil
        }
        try await store.restoreJournals(of: trashed)
        try await store.removeFromTrash(trashed)
        return try await all().last { $0.root == trashed.root }
    }
}

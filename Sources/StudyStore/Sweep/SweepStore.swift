import Git
import ObjectIDs
import StudyModel

extension StudyRepository {
    /// Returns the sweeps that have a journal here, the newest last.
    package func sweeps() async throws -> [SweepJournal] {
        let identity = WriterIdentity(commonDirectory: repository.commonDirectory)
        let writer = try identity.existing()
        return try await Self.sweepRoots(in: repository).map { root, record in
            SweepJournal(
                record: record, root: CommitID(root), writer: writer ?? record.writer, store: self)
        }.sorted {
            ($0.record.startedAt, $0.record.plan.name) < ($1.record.startedAt, $1.record.plan.name)
        }
    }

    private static func sweepRoots(in repository: isolated Repository) throws -> [ObjectID: SweepRecord] {
        var roots: [ObjectID: SweepRecord] = [:]
        for listing in try RunListing.all(.sweep, in: repository) {
            let root = ObjectID(listing.root)
            roots[root] = try SweepJournal.record(of: root, in: repository)
            roots[root]?.plan.name = listing.name
        }
        return roots
    }

    /// Starts a sweep, durably; throws `StoreError.runExists` where its name is taken.
    package func createSweep(_ plan: SweepPlan, sweepText: [UInt8], studyText: [UInt8]) async throws
        -> SweepJournal
    {
        try await checkBeforeFirstEvent()
        let writer = try WriterIdentity(commonDirectory: repository.commonDirectory)
            .obtain(random: options.random)
        guard try await repository.references(inFolder: "\(RefNames.journalPrefix)\(plan.name)/").isEmpty
        else { throw StoreError.runExists(plan.name) }
        let record = SweepRecord(plan: plan, writer: writer, startedAt: options.now())
        let root = try await Self.stage(record, sweepText, studyText, options, in: repository)
        let pack = try await repository.publish(syncing: options.sync == .none ? .none : .files)
        let ref = RefNames.journal(plan.name, writer)
        let outcome = try await journals.move(
            RefMove(ref, from: nil, to: root, reflog: "hone: \(plan.name) starts"))
        if let pack { try await repository.release(pack) }
        guard case .moved = outcome else { throw StoreError.runExists(plan.name) }
        return SweepJournal(record: record, root: CommitID(root), writer: writer, store: self)
    }

    private static func stage(
        _ record: SweepRecord, _ sweepText: [UInt8], _ studyText: [UInt8], _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> ObjectID {
        try SweepJournal.stage(
            record, sweepText: sweepText, studyText: studyText, options, in: repository)
    }

    /// The first name `<study>-sweep-<n>` that neither a sweep nor a run has or had: a name in the notes means one run for ever.
    package func nextSweepName(of study: String) async throws -> RunName {
        let deleted = Set(try await trash().map(\.run))
        var number = 1
        while let name = RunName(text: "\(study)-sweep-\(number)") {
            let own = try await repository.references(inFolder: "\(RefNames.journalPrefix)\(name)/")
            if own.isEmpty, !deleted.contains(name) { return name }
            number += 1
        }
        throw StoreError.invalidStudyName(study)
    }

    /// Points a sweep's branches, named by the last part, at commits; what a person put there stays.
    package func moveBranches(of sweep: SweepJournal, to heads: [String: CommitID]) async throws {
        let inUse = try await repository.checkedOutBranches()
        for (name, head) in heads.sorted(by: { $0.key < $1.key }) {
            let ref = RefNames.branches(sweep.record.plan.name) + name
            let known = try await repository.reference(ref)
            guard known != ObjectID(head), inUse[ref] == nil else { continue }
            _ = try await repository.move(
                RefMove(
                    ref, from: known, to: ObjectID(head), reflog: "hone: best of \(sweep.record.plan.name)",
                    by: try options.authorship(in: repository).committer))
        }
    }

    /// Puts a sweep's journals into the trash and takes its branches away; its runs have journals of their own.
    package func deleteSweep(_ sweep: SweepJournal) async throws {
        let name = sweep.record.plan.name
        let journals = try await repository.references(inFolder: "\(RefNames.journalPrefix)\(name)/")
        let branches = try await repository.references(inFolder: RefNames.branches(name))
        let inUse = try await repository.checkedOutBranches()
        for branch in branches {
            guard let worktree = inUse[branch.name] else { continue }
            throw StoreError.branchInUse(RefNames.shortBranch(branch.name), worktree: worktree)
        }
        let tips = journals.compactMap { journal in
            RefNames.parseJournal(journal.name).map { ($0.writer.text, CommitID(journal.target)) }
        }
        try await TrashedRun(
            run: name, root: sweep.root, journals: Dictionary(tips) { $1 }, deletedAt: options.now()
        ).keep(in: repository, journals: self.journals, options)
        for reference in branches + journals {
            try await self.journals.require(
                RefMove(reference.name, from: reference.target, to: nil, reflog: "hone: delete \(name)"))
        }
    }

    /// Takes the sweep of that name that was deleted last back out of the trash; `nil` where there is none.
    package func undoSweepDeletion(of name: RunName) async throws -> SweepJournal? {
        var found: TrashedRun?
        for trashed in try await trash() where trashed.run == name {
            if try await SweepJournal.record(of: ObjectID(trashed.root), in: repository) != nil {
                found = trashed
            }
        }
        guard let found else { return nil }
        for (writer, tip) in found.journals.sorted(by: { $0.key < $1.key }) {
            guard let writer = WriterID(text: writer) else { continue }
            let ref = RefNames.journal(name, writer)
            guard try await repository.reference(ref) == nil else { continue }
            try await journals.require(
                RefMove(ref, from: nil, to: ObjectID(tip), reflog: "hone: restore \(name)"))
        }
        let ref = RefNames.trash(found.root)
        if let kept = try await repository.reference(ref) {
            try await repository.require(RefMove(ref, from: kept, to: nil, reflog: "hone: restore \(name)"))
        }
        return try await sweeps().last { $0.root == found.root }
    }
}

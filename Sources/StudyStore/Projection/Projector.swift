import Git
import ObjectIDs
import StudyModel

/// Lets branches and notes follow the journal, and takes up what people did to them.
///
/// The journal is the truth: whatever a process that was killed, a lock or a checked-out branch held up is done later, and what a person
/// changed or deleted is recorded, never put back. One call at a time: `RunJournal` takes turns.
final class Projector {
    private let site: RunSite
    private let log: EventLog
    private let packs: HeldPacks
    private let candidates: Candidates
    private let ledger: ProjectionLedger
    private let branches: BranchProjection
    private let notes: NotesProjection
    private let reviews: ReviewProjection
    private let replies: KeptReplies
    private let sittings: KeptSittings
    private var backlog = ProjectionBacklog()
    private var hasLookedForNotes = false
    /// Told of each step that branches and notes do not follow at once.
    private var lateSteps: AsyncStream<Void>.Continuation?
    /// The log's count of others' moves when the ledger was last read.
    private var movesOfOthers = 0

    /// - Parameter state: what hone last did; `nil` where the local file of it is to be read.
    init(
        _ site: RunSite, _ log: EventLog, _ packs: HeldPacks, _ candidates: Candidates,
        state: ProjectedState?
    ) {
        self.site = site
        self.log = log
        self.packs = packs
        self.candidates = candidates
        ledger = ProjectionLedger(site, state: state)
        branches = BranchProjection(site: site, ledger: ledger)
        notes = NotesProjection(site, packs, ledger)
        reviews = ReviewProjection(site: site, packs: packs, ledger: ledger)
        replies = KeptReplies(site)
        sittings = KeptSittings(site)
    }

    private var targets: RunBranches { RunBranches(record: site.record, view: log.view) }

    /// Branches and notes that could not follow the journal when they were last looked at, sorted by ref.
    var concerns: [ProjectionConcern] { ledger.concerns }

    // MARK: - Recording

    /// Appends the event that `make` gives for the run as it is, and lets branches and notes follow; does nothing for `nil`.
    ///
    /// For a step that came fast they follow later, together with those of the steps after it.
    func record(_ make: (RunView) throws -> Addendum?) async throws {
        if !ledger.isOpen { try ledger.refresh() }
        guard let appended = try await log.append(make, noting: noting) else { return }
        try takeInMovesOfOthers()
        if case .step(let step) = appended.event { candidates.settle(through: step.step) }
        switch appended.noting {
        case .now, .first: try await project(appended)
        case .later:
            backlog.add(
                appended.staged.additions, appended.staged.commit,
                after: appended.previous ?? ObjectID(site.root))
            lateSteps?.yield()
        }
        try replies.forget { log.stepCommits[$0] != nil }
        try sittings.forget(endedBy: appended.event)
        if !log.isWaiting { try await packs.settle() }
    }

    /// When branches and notes follow an event: later for a step of a new commit, soon after they followed last.
    private func noting(of event: Event) -> EventWriting.Noting {
        guard case .step(let step) = event, step.candidate.map(candidates.isDraft) ?? true else {
            return .now
        }
        let isSoon = !backlog.isEmpty || site.options.pace.isSoon(after: backlog.followed)
        return isSoon && site.record.study.branches != .all ? .later : .first
    }

    private func project(_ appended: EventLog.Appended) async throws {
        let moved = targets.moved(by: appended.event)
        if !moved.isEmpty {
            let inUse = try await site.repository.checkedOutBranches()
            for branch in moved { try await branches.follow(branch, inUse: inUse) }
        }
        if appended.event.takenBack != nil || appended.event.endsLineage || targets.areMany {
            try await branches.removeVanished(in: log.view)
        }
        var complete = try await notes.move(appended.staged)
        let reviewed = candidates(reviewedBy: appended.event)
        if !reviewed.isEmpty {
            let stands = try await reviews.write(reviewed, in: log.view)
            complete = complete && stands
        }
        // Where others' events are not projected yet, the mark stays below them, and they are caught up with.
        if complete, ledger.through == CommitID(appended.previous ?? ObjectID(site.root)) {
            ledger.through = CommitID(appended.staged.commit)
        }
        try ledger.save()
        backlog.follow(at: site.options.pace.uptime())
    }

    /// The candidates whose review notes an event may change.
    private func candidates(reviewedBy event: Event) -> [CommitID] {
        switch event {
        case .reviewed, .landed: event.review.map { [$0.candidate] } ?? []
        default: event.takenBack == nil ? [] : everReviewed
        }
    }

    private var everReviewed: [CommitID] { Array(log.view.everReviewed).sorted() }

    /// Another process of this clone that appended has moved refs too.
    private func takeInMovesOfOthers() throws {
        guard log.movesOfOthers != movesOfOthers else { return }
        movesOfOthers = log.movesOfOthers
        if ledger.isOpen { try ledger.refresh() }
    }

    // MARK: - Reconciling

    /// Whether people's changes were looked for so recently that it need not be done again yet.
    var hasJustLooked: Bool { site.options.pace.isSoon(after: backlog.looked) }

    /// Brings branches and notes to where the journal says, and takes up what people did to branches.
    ///
    /// The journals have been read. Costs a look at each branch when there is nothing to do.
    func reconcile() async throws {
        if !ledger.isOpen { try ledger.refresh() }
        try takeInMovesOfOthers()
        try await log.publish(staging: stageBacklog)
        try await takeUpReviews()
        try await catchUpEvents()
        try await mendNotes()
        try await branches.finishRenaming()
        if log.view.isDeleted {
            try await branches.forgetMissing()
        } else {
            for branch in targets.living { try await settle(branch) }
        }
        try await branches.removeVanished(in: log.view)
        try ledger.save()
        try await packs.settle()
        backlog.settle(at: site.options.pace.uptime())
    }

    /// Whether branches and notes have yet to follow steps that came fast.
    var hasBacklog: Bool { !backlog.isEmpty }

    /// Whether they followed so recently that they need not again yet.
    var hasJustFollowed: Bool { site.options.pace.isSoon(after: backlog.followed) }

    /// Tells `steps` of each step that branches and notes do not follow at once.
    func tell(_ steps: AsyncStream<Void>.Continuation) { lateSteps = steps }

    /// Stages the notes of the steps that have none yet, through the journal's last.
    private func stageBacklog(through tip: ObjectID) async throws {
        let through = ledger.through.map { ObjectID($0) } ?? ObjectID(site.root)
        guard let additions = backlog.additions(after: through, through: tip) else { return }
        backlog.staged = try await notes.stageFirst(additions, through: tip)
    }

    /// Writes the notes anew where their ref is gone, which is no person's wish: a mirror or a filter took it. A note that somebody removed stays removed, as
    /// long as others of the run are there. Looked for once a process.
    private func mendNotes() async throws {
        guard !hasLookedForNotes else { return }
        hasLookedForNotes = true
        let steps = log.view.steps.filter { $0.step.number > 0 && $0.candidate != nil }
        let sample = [steps.first, steps.dropFirst(steps.count / 2).first, steps.last].compactMap { $0 }
        guard !sample.isEmpty else { return }
        for step in sample {
            guard let candidate = step.candidate else { continue }
            let note = try await site.repository.note(on: ObjectID(candidate), ref: RefNames.score)
            if note != nil { return }
        }
        try await notes.rebuild(Array(log.stepCommits.values), in: log.view)
    }

    /// Projects events of this clone's journal that are recorded and whose notes and branches are not known to stand.
    private func catchUpEvents() async throws {
        guard let tip = log.tip, ledger.through != CommitID(tip) else { return }
        let through = ledger.through.map { ObjectID($0) } ?? ObjectID(site.root)
        if let staged = backlog.staged, staged.commit == tip {
            guard try await notes.move(staged) else { return }
        } else if let additions = backlog.additions(after: through, through: tip) {
            guard try await notes.add(additions) else { return }
        } else {
            guard try await project(after: through, through: tip) else { return }
        }
        ledger.through = CommitID(tip)
        try ledger.save()
    }

    /// Reads in the journal what is to be projected; returns whether it all stands.
    private func project(after start: ObjectID, through tip: ObjectID) async throws -> Bool {
        let commits = try await site.repository.firstParentChain(from: tip, until: start)
            .filter { $0 != ObjectID(site.root) }
        guard try await notes.add(of: commits, in: log.view),
            try await reviews.write(everReviewed, in: log.view)
        else { return false }
        guard site.record.study.branches == .all else { return true }
        let inUse = try await site.repository.checkedOutBranches()
        for commit in commits {
            guard case .step(let step) = try await JournalCommit.event(of: commit, in: site.repository),
                let branch = targets.rejected(of: step)
            else { continue }
            try await branches.follow(branch, inUse: inUse)
        }
        return true
    }

    /// Puts every note that the journals tell of and that is missing back in place, for all writers' steps.
    func rebuild() async throws {
        try await notes.rebuild(Array(log.stepCommits.values), in: log.view)
        try await reconcile()
        _ = try await reviews.write(everReviewed, in: log.view)
        try ledger.save()
        try await packs.letGo()
    }

    // MARK: - What people did

    /// Makes events of what people changed in review notes since hone last wrote or read them.
    private func takeUpReviews() async throws {
        while let tip = try await site.repository.reference(RefNames.review).map({ CommitID($0) }) {
            guard ledger[RefNames.review] != tip else { return }
            for edit in try await reviews.edits(to: tip) where log.view.step(of: edit.candidate) != nil {
                for event in edit.events(in: log.view, now: site.options.now()) {
                    try await record { _ in Addendum(event: event) }
                }
            }
            // What was recorded above moved the notes on; that is looked at in the next turn, and holds nothing new.
            ledger[RefNames.review] = tip
            try ledger.save()
        }
    }

    /// Compares one branch with what hone last put there, and does what follows.
    private func settle(_ branch: RunBranch) async throws {
        guard !ledger.abandoned.contains(branch.ref) else { return }
        let actual = try await site.repository.reference(branch.ref).map { CommitID($0) }
        let reading = BranchState(
            actual: actual, wanted: branch.wanted, last: ledger[branch.ref], view: log.view)
        switch reading {
        case .current:
            ledger.settle(branch.ref)
            ledger[branch.ref] = branch.wanted
        case .behind(let value):
            ledger[branch.ref] = value
            try await branches.follow(branch, inUse: try await site.repository.checkedOutBranches())
        case .deleted(let last): try await recordDeletion(of: branch, last: last)
        case .person(let head): try await takeUp(head, on: branch)
        }
        try ledger.save()
    }

    private func recordDeletion(of branch: RunBranch, last: CommitID) async throws {
        ledger[branch.ref] = nil
        guard let lineage = branch.lineage, log.view.lineages[lineage]?.owner == site.writer else {
            return ledger.abandon(branch.ref)
        }
        let deletion = BranchDeletedRecord(lineage: lineage, head: last, recordedAt: site.options.now())
        try await record { view in
            view.lineages[lineage]?.branchDeleted == false ? Addendum(event: .branchDeleted(deletion)) : nil
        }
    }

    /// Records a person's commits on a lineage's branch as an event, if they keep to the scope.
    private func takeUp(_ head: CommitID, on branch: RunBranch) async throws {
        let known = ledger.concern(about: branch.ref)?.reason
        if case .outOfScope(head, _) = known ?? .foreign(head) { return }
        if let reason = try await reasonAgainst(head, on: branch) {
            return branches.raise(reason, about: branch)
        }
        guard let lineage = branch.lineage else { return }
        try await record { view in
            guard let current = view.lineages[lineage], current.head != head else { return nil }
            return Addendum(
                event: .adopted(
                    AdoptRecord(
                        lineage: lineage, head: head, previous: current.head, recordedAt: site.options.now())
                ))
        }
        ledger.settle(branch.ref)
        ledger[branch.ref] = head
    }

    /// Tells why a person's commit on a branch does not join the run; `nil` where it does.
    private func reasonAgainst(
        _ head: CommitID, on branch: RunBranch
    ) async throws -> ProjectionConcern.Reason? {
        guard let lineage = branch.lineage, log.view.lineages[lineage]?.owner == site.writer else {
            return .foreign(head)
        }
        let trees = CandidateTrees(site)
        return try await trees.violation(from: site.record.base, to: head).map {
            .outOfScope(head: head, $0)
        }
    }

    /// Returns the branches that are not where the run is and that the next event does not bring there, sorted by name; moves and records nothing.
    ///
    /// While a process steps the run, branches that are behind follow it yet.
    func strayBranches() async throws -> [ProjectionConcern] {
        try await log.read()
        // In the order opposite to that of writing, so that what a running step does meanwhile is never taken for a person's doing.
        let state = try ledger.readFile() ?? ProjectedState()
        var heads: [String: CommitID] = [:]
        for branch in targets.living {
            heads[branch.ref] = try await site.repository.reference(branch.ref).map { CommitID($0) }
        }
        try await log.read()
        var stray: [ProjectionConcern] = []
        for branch in targets.living {
            if let reason = try await reasonWhy(branch, strays: heads[branch.ref], from: state) {
                stray.append(ProjectionConcern(ref: branch.ref, wanted: branch.wanted, reason: reason))
            }
        }
        return stray.sorted { $0.ref < $1.ref }
    }

    private func reasonWhy(
        _ branch: RunBranch, strays head: CommitID?, from state: ProjectedState
    ) async throws -> ProjectionConcern.Reason? {
        let isAbandoned = state.abandoned.contains(branch.ref)
        switch BranchState(actual: head, wanted: branch.wanted, last: state.refs[branch.ref], view: log.view)
        {
        case .current: return nil
        case .deleted: return .deleted
        case .behind(nil): return isAbandoned ? .deleted : nil
        case .behind(let head?): return isAbandoned ? nil : .behind(head)
        case .person(let head): return isAbandoned ? nil : try await reasonAgainst(head, on: branch)
        }
    }

    // MARK: - The run as a whole

    /// Gives the branches that are as hone left them the names of another run.
    func renameBranches(to name: RunName) async throws {
        try await branches.rename(to: name)
        try ledger.save()
    }

    /// Removes the branches that are as hone left them.
    func removeBranches() async throws {
        try await branches.remove()
        try ledger.save()
    }
}

extension Event {
    /// Whether a lineage ends with it.
    fileprivate var endsLineage: Bool {
        switch self {
        case .step(let step): step.moves.contains { if case .ended = $0.change { true } else { false } }
        case .lineage(let record): record.change == .ended
        default: false
        }
    }
}

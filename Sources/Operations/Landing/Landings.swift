import Git
import Listings
import ObjectIDs
import StudyModel
import StudyStore
import Wiring

/// Takes candidates over into branches of the user's.
package struct Landings: Sendable {
    let workbench: Workbench
    let candidates: Candidates

    private var git: UserGit { workbench.git }
    private var checkout: Checkout { workbench.checkout }
    private var repository: Repository { candidates.repository }

    /// Takes a candidate over into a branch; into the one that is checked out where none is named.
    ///
    /// git itself makes the commit, in a worktree of its own, so hooks run and commits are signed as the user has it. A checkout is touched only
    /// where it has the branch checked out, and files that people changed there stay out of it. Conflicts there are left to the user in
    /// git's own words; elsewhere nothing happens.
    ///
    /// Where the branch gets a tree that the run has not measured, that is measured first beside the branch's head, unless `measuring` says otherwise.
    /// It lands if it has a score, and what it gains is what is said of it.
    package func land(
        _ text: String, onto name: String?, as form: LandingForm, doubts: LandingDoubts,
        measuring: LandingMeasuring
    ) async throws -> Landing {
        let (view, step) = try await candidates.step(text)
        guard step.step.number > 0 else { throw Problem.landing(.isBase(text, run: view.record.run)) }
        guard let candidate = step.candidate else {
            throw Problem.run(.noCandidate(text, outcome: step.outcome))
        }
        try doubts.check(step, in: view)
        let target = try await target(named: name)
        let leftOut = form == .merge ? try await leftOut(candidate, in: view, target) : []
        let journal = try await candidates.runs.store.open(view.record.run, for: .appending)
        let made = try await result(of: step, candidate, in: view, on: target, form, measuring, journal)
        try await requireUntouched(target, to: made.commit.text)
        var record = LandRecord(
            id: "\(candidate.short)-\(made.commit.short)", candidate: candidate, onto: target.ref,
            from: target.tip, result: made.commit, recordedAt: workbench.surroundings.now())
        let author = try await journal.author()
        (record.name, record.email) = (author.name, author.email)
        try await made.measured?.record(
            of: made.commit, at: workbench.surroundings.now(), in: journal)
        try await carryOut(record, target, journal)
        let known = try await known(step, in: view, made, over: target)
        return Landing(
            candidate: candidate, name: Naming.step(step.step, in: view), branch: target.branch,
            result: made.commit, gains: made.measured?.gains ?? known, leftOut: leftOut,
            undo: "hone undo \(view.record.run)")
    }

    /// What the run knows of the gain, where the branch was as the base is, and gets just what was judged.
    private func known(
        _ step: StepSummary, in view: RunView, _ made: Made, over target: LandingTarget
    ) async throws -> [ObjectiveGain] {
        guard try await subject(target.tip).tree == view.record.baseTree,
            try await subject(made.commit).tree == step.tree
        else { return [] }
        return view.gainsOverBase(step)
    }

    /// Throws where a candidate is one that only `force` lands.
    package func requireLandable(_ text: String) async throws {
        let (view, step, _) = try await candidates.stepWithCandidate(text)
        guard step.step.number > 0 else { throw Problem.landing(.isBase(text, run: view.record.run)) }
        try LandingDoubts.refuse.check(step, in: view)
    }

    /// Returns the short name of the branch that a landing goes to: the one that is checked out where none is named.
    package func branch(named name: String?) async throws -> String { try await target(named: name).branch }

    /// Returns the text of a pull request for a candidate, in Markdown.
    package func body(of text: String) async throws -> String {
        let (view, step, candidate) = try await candidates.stepWithCandidate(text)
        guard step.step.number > 0 else { throw Problem.landing(.isBase(text, run: view.record.run)) }
        let stat = try await git.run(["diff", "--shortstat", view.record.base.text, candidate.text])
        return LandingBody(step: step, view: view, stat: String(stat.drop { $0.isWhitespace }.dropLast()))
            .text
    }

    /// What a branch is to be at, and what was measured of that where nobody knew it.
    private struct Made {
        let commit: CommitID
        var measured: MeasuredLanding?
    }

    /// Makes the commit that the branch is to be at.
    private func result(
        of step: StepSummary, _ candidate: CommitID, in view: RunView, on target: LandingTarget,
        _ form: LandingForm, _ measuring: LandingMeasuring, _ journal: RunJournal
    ) async throws -> Made {
        let (tip, id) = (ObjectID(target.tip), ObjectID(candidate))
        if try await repository.isAncestor(id, of: tip) {
            throw try await alreadyLanded(candidate, in: view, target)
        }
        // As `git merge` does it: forward where that is possible, and no commit is made.
        if form == .merge, try await repository.isAncestor(tip, of: id) { return Made(commit: candidate) }
        let worktree = LandingWorktree(
            git: git, temporary: workbench.surroundings.environment["TMPDIR"] ?? "/tmp")
        let tree: TreeID
        switch try await worktree.merged(candidate, onto: target.tip) {
        case .tree(let merged): tree = merged
        case .conflict(let paths): throw try await conflict(candidate, target, form, in: paths)
        }
        try await requireUntouched(target, to: tree.text)
        let isKnown = view.candidate(with: tree) == candidate
        let head = try await subject(target.tip)
        var measured: MeasuredLanding?
        if case .measured(let observe) = measuring, !isKnown, tree != head.tree {
            await observe(target.branch)
            measured = try await MeasuredLanding(
                of: Subject(commit: candidate, tree: tree), named: Naming.step(step.step, in: view),
                on: target.branch, at: head, in: journal, workbench)
        }
        let claim: LandingMessage.Claim = measured.map { .measured($0) } ?? (isKnown ? .known : .none)
        let message = LandingMessage(step: step, view: view, claim: claim).text
        switch try await worktree.make(candidate, onto: target.tip, as: form, message: message) {
        case .commit(let commit):
            if measured != nil, try await subject(commit).tree != tree {
                throw Problem.landing(.changedByHook(branch: target.branch))
            }
            return Made(commit: commit, measured: measured)
        case .nothing: throw try await alreadyLanded(candidate, in: view, target)
        case .conflict(let paths): throw try await conflict(candidate, target, form, in: paths)
        }
    }

    /// The error of a conflict, which git leaves in the checkout where that has the branch, and says how to go on or back.
    private func conflict(
        _ candidate: CommitID, _ target: LandingTarget, _ form: LandingForm, in paths: [String]
    ) async throws -> Problem {
        if try target.worktree == checkout.top {
            try await git.run(["merge"] + (form == .squash ? ["--squash"] : []) + [candidate.text])
        }
        return .landing(.conflict(branch: target.branch, paths: paths))
    }

    /// That a branch has a candidate, and what became of that.
    private func alreadyLanded(
        _ candidate: CommitID, in view: RunView, _ target: LandingTarget
    ) async throws -> Problem {
        let landed = try await candidates.runs.landed(of: view)
        return .landing(
            .alreadyLanded(
                branch: target.branch,
                fate: landed.last { $0.candidate == candidate && $0.branch == target.branch }?.words))
    }

    /// What was landed on a branch before, is contained in a candidate, and does not stand there: git merges no commit twice, so it stays out.
    private func leftOut(
        _ candidate: CommitID, in view: RunView, _ target: LandingTarget
    ) async throws -> [LandedCandidate] {
        var found: [LandedCandidate] = []
        for landed in try await candidates.runs.landed(of: view)
        where landed.branch == target.branch && [.stands, .left].allSatisfy({ landed.fate != $0 }) {
            if try await repository.isAncestor(ObjectID(landed.candidate), of: ObjectID(candidate)) {
                found.append(landed)
            }
        }
        return found
    }

    private func subject(_ commit: CommitID) async throws -> Subject {
        Subject(commit: commit, tree: TreeID(try await repository.readCommit(ObjectID(commit)).tree))
    }

    private func carryOut(_ record: LandRecord, _ target: LandingTarget, _ journal: RunJournal) async throws {
        guard let worktree = target.worktree else { return try await journal.land(record) }
        try await journal.append(.landing(record), feedback: nil, attachments: [])
        try await git.inFolder(worktree).run(["merge", "--quiet", "--ff-only", record.result.text])
        try await journal.recordLanded(record)
    }

    // MARK: - Where to

    /// Finds the branch to land on: the one that is checked out here where none is named.
    private func target(named name: String?) async throws -> LandingTarget {
        let head: String? =
            if case .branch(let current, _) = try await repository.head() { current } else { nil }
        guard let branch = name.map(RefNames.shortBranch) ?? head
        else {
            throw Problem.landing(.detachedHead)
        }
        guard let tip = try await repository.reference("refs/heads/" + branch) else {
            throw Problem.landing(.unknownBranch(branch))
        }
        let places = try await repository.checkedOutBranches()
        return LandingTarget(
            branch: branch, tip: CommitID(tip),
            worktree: try branch == head ? checkout.top : places["refs/heads/" + branch])
    }

    /// Throws where files that the landing changes have changes in the checkout that are not committed.
    private func requireUntouched(_ target: LandingTarget, to result: String) async throws {
        guard let worktree = target.worktree else { return }
        let git = self.git.inFolder(worktree)
        let changed = try await git.run(["diff", "--name-only", "-z", target.tip.text, result])
        let landed = Set(changed.split(separator: "\0"))
        // Renames are taken apart, so that each entry is a status and one path.
        let status = try await git.run([
            "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all",
        ])
        let paths = status.split(separator: "\0").map { $0.dropFirst(3) }.filter { landed.contains($0) }
        guard paths.isEmpty else {
            throw Problem.landing(.dirtyCheckout(branch: target.branch, paths: paths.map(String.init)))
        }
    }
}

/// A branch to land on.
private struct LandingTarget: Sendable {
    /// The short name.
    let branch: String
    let tip: CommitID
    /// Where the branch is checked out; `nil` where no worktree has it.
    let worktree: String?

    var ref: String { "refs/heads/" + branch }
}

/// How a candidate is taken over.
package enum LandingForm: Hashable, Sendable {
    /// As `git merge` would: forward where that is possible, else a merge commit.
    case merge
    /// One commit with the whole change.
    case squash
}

/// Whether a landing is measured where it makes what nobody has measured.
package enum LandingMeasuring: Sendable {
    /// It is; who waits for it is told the branch's name before.
    case measured(@Sendable (String) async -> Void)
    /// It is not, and nothing is said of its gain.
    case unmeasured
}

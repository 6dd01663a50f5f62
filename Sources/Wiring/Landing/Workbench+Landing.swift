import Git
import ObjectIDs
import StudyModel
import StudyStore

extension Workbench {
    /// Takes a candidate over into a branch; into the one that is checked out where none is named.
    ///
    /// git itself makes the commit, in a worktree of its own, so hooks run and commits are signed as the user has it. A checkout is touched only
    /// where it has the branch checked out, and files that people changed there stay out of it. Conflicts there are left to the user in
    /// git's own words; elsewhere nothing happens.
    package func land(_ text: String, onto name: String?, as form: LandingForm) async throws -> Landing {
        try await Self.translating {
            let (view, step) = try await step(text)
            guard step.step.number > 0 else { throw Problem.landing(.isBase(text, run: view.record.run)) }
            guard let candidate = step.candidate else {
                throw Problem.run(.noCandidate(text, outcome: step.outcome))
            }
            let target = try await landingTarget(named: name)
            let message = LandingMessage(step: step, view: view)
            let result = try await result(of: candidate, on: target, form, message: message.text)
            try await requireUntouched(target, to: result)
            let journal = try await store.open(view.record.run, for: .appending)
            var record = LandRecord(
                id: "\(candidate.short)-\(result.short)", candidate: candidate, onto: target.ref,
                from: target.tip, result: result, recordedAt: surroundings.now())
            let author = try await journal.author()
            (record.name, record.email) = (author.name, author.email)
            try await carryOut(record, target, journal)
            return Landing(
                candidate: candidate, name: message.name, branch: target.branch, result: result,
                undo: "hone undo \(view.record.run)")
        }
    }

    /// The commit that the branch is to be at.
    private func result(
        of candidate: CommitID, on target: LandingTarget, _ form: LandingForm, message: String
    ) async throws -> CommitID {
        let (tip, id) = (ObjectID(target.tip), ObjectID(candidate))
        if try await repository.isAncestor(id, of: tip) {
            throw Problem.landing(.alreadyLanded(branch: target.branch))
        }
        // As `git merge` does it: forward where that is possible, and no commit is made.
        if form == .merge, try await repository.isAncestor(tip, of: id) { return candidate }
        let worktree = LandingWorktree(git: userGit)
        switch try await worktree.make(candidate, onto: target.tip, as: form, message: message) {
        case .commit(let commit): return commit
        case .nothing: throw Problem.landing(.alreadyLanded(branch: target.branch))
        case .conflict(let paths):
            if target.worktree == checkout {
                // git stops at the conflict and says how to go on or back.
                try await userGit.run(["merge"] + (form == .squash ? ["--squash"] : []) + [candidate.text])
            }
            throw Problem.landing(.conflict(branch: target.branch, paths: paths))
        }
    }

    private func carryOut(_ record: LandRecord, _ target: LandingTarget, _ journal: RunJournal) async throws {
        guard let worktree = target.worktree else { return try await journal.land(record) }
        try await journal.append(.landing(record), feedback: nil, attachments: [])
        try await userGit.inFolder(worktree).run(["merge", "--quiet", "--ff-only", record.result.text])
        try await journal.recordLanded(record)
    }

    /// git in the user's checkout, with their environment.
    var userGit: UserGit { UserGit(environment: surroundings.environment, directory: checkout) }
}

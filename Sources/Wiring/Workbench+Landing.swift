import Git
import StudyModel
import StudyStore
import Workspaces

extension Workbench {
    /// Takes a candidate over into a branch; into the one that is checked out where none is named.
    ///
    /// The checkout is touched only when the branch is the one checked out here, and it must be clean. Conflicts there are left to
    /// the user in git's own words; elsewhere nothing happens.
    package func land(_ text: String, onto name: String?, as form: LandingForm) async throws -> Landing {
        try await Self.translating {
            let (view, step) = try await step(text)
            guard step.step.number > 0 else { throw Problem.landing(.isBase(text, run: view.record.run)) }
            guard let candidate = step.candidate else {
                throw Problem.run(.noCandidate(text, outcome: step.outcome))
            }
            let target = try await target(named: name)
            if target.isHere { try await requireClean(target.branch) }
            let journal = try await store.open(view.record.run, for: .appending)
            let message = LandingMessage(step: step, view: view).text
            let plan = try await journal.planLanding(
                of: candidate, onto: "refs/heads/" + target.branch,
                style: form == .merge ? .merge(message: message) : .squash(message: message))
            let record = try await ready(plan, candidate, target, form)
            try await carryOut(record, target, journal)
            return Landing(
                candidate: candidate, name: LandingMessage(step: step, view: view).name,
                branch: target.branch,
                result: record.result, undo: undo(record, target))
        }
    }

    /// A branch to land on.
    private struct Target {
        let branch: String
        /// Whether it is checked out where the command was started.
        let isHere: Bool
    }

    private func target(named name: String?) async throws -> Target {
        let head: String? =
            if case .branch(let current, _) = try await repository.head() { current } else { nil }
        guard let branch = name.map({ $0.hasPrefix("refs/heads/") ? String($0.dropFirst(11)) : $0 }) ?? head
        else {
            throw Problem.landing(.detachedHead)
        }
        guard try await repository.reference("refs/heads/" + branch) != nil else {
            throw Problem.landing(.unknownBranch(branch))
        }
        if branch == head { return Target(branch: branch, isHere: true) }
        if let place = try await repository.checkedOutBranches()["refs/heads/" + branch] {
            throw Problem.landing(.checkedOutElsewhere(branch: branch, path: place))
        }
        return Target(branch: branch, isHere: false)
    }

    private func ready(
        _ plan: LandingPlan, _ candidate: CommitID, _ target: Target, _ form: LandingForm
    ) async throws -> LandRecord {
        switch plan {
        case .ready(let record): return record
        case .nothingToDo: throw Problem.landing(.alreadyLanded(branch: target.branch))
        case .conflict(let paths):
            guard target.isHere else { throw Problem.landing(.conflict(branch: target.branch, paths: paths)) }
            // git stops at the conflict and says how to go on or back.
            try await userGit.run(["merge"] + (form == .squash ? ["--squash"] : []) + [candidate.text])
            throw Problem.landing(.conflict(branch: target.branch, paths: paths))
        }
    }

    private func carryOut(_ record: LandRecord, _ target: Target, _ journal: RunJournal) async throws {
        guard target.isHere else { return try await journal.land(record) }
        try await journal.append(.landing(record), feedback: nil, attachments: [])
        try await userGit.run(["merge", "--quiet", "--ff-only", record.result.text])
        try await journal.append(.landed(record), feedback: nil, attachments: [])
    }

    private func requireClean(_ branch: String) async throws {
        let changed = try await userGit.run(["status", "--porcelain", "--untracked-files=no"])
        let paths = changed.split(separator: "\n").map { String($0.dropFirst(3)) }
        guard paths.isEmpty else { throw Problem.landing(.dirtyCheckout(branch: branch, paths: paths)) }
    }

    private func undo(_ record: LandRecord, _ target: Target) -> String {
        guard let from = record.from else { return "git branch -D \(target.branch)" }
        return target.isHere
            ? "git reset --keep \(from.short)" : "git branch -f \(target.branch) \(from.short)"
    }

    /// git in the user's checkout, with their environment.
    var userGit: UserGit { UserGit(environment: surroundings.environment, directory: checkout) }
}

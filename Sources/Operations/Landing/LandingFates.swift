import Git
import Listings
import ObjectIDs
import StudyModel
import StudyStore

/// What became of a run's landings on their branches since.
///
/// A commit that says so reverts another one, as `git revert` writes it, unless it was reverted itself. Where none says so the files decide: whether all that a
/// landing changed is as it was before.
struct LandingFates: Sendable {
    let repository: Repository

    /// How many commits on a branch after a landing are looked through, the newest.
    private static let most = 2000

    /// The landings that stand in a run, the oldest first; of two of one candidate on one branch the last.
    func all(of view: RunView) async throws -> [LandedCandidate] {
        var last: [[String]: LandRecord] = [:]
        for record in view.landings { last[[record.onto, record.candidate.text]] = record }
        var landed: [LandedCandidate] = []
        for record in last.values.sorted(by: { ($0.recordedAt, $0.id) < ($1.recordedAt, $1.id) }) {
            guard let fate = try await fate(of: record) else { continue }
            let step = view.step(of: record.candidate)
            landed.append(
                LandedCandidate(
                    name: step.map { Naming.step($0.step, in: view) } ?? record.candidate.short,
                    candidate: record.candidate, branch: RefNames.shortBranch(record.onto),
                    result: record.result, fate: fate))
        }
        return landed
    }

    /// - Returns: `nil` where nobody can tell: the branch is gone, or what it takes is not in this clone.
    private func fate(of record: LandRecord) async throws -> LandedCandidate.Fate? {
        let result = ObjectID(record.result)
        guard let tip = try await repository.reference(record.onto), await repository.exists(result) else {
            return nil
        }
        guard let before = record.from.map(ObjectID.init), await repository.exists(before) else { return nil }
        do throws(GitError) {
            let isContained = try await repository.isAncestor(result, of: tip)
            if isContained, let fate = try await reverted(record, from: before, at: tip) { return fate }
            return try await fate(from: before, to: result, at: tip, isContained: isContained)
        } catch {
            guard error.code == .shallow else { throw error }
            return nil
        }
    }

    /// By the files alone: a branch that was rebased has what it had, in other commits.
    private func fate(
        from before: ObjectID, to result: ObjectID, at tip: ObjectID, isContained: Bool
    ) async throws(GitError) -> LandedCandidate.Fate {
        let now = try await repository.tree(of: tip)
        let changes = try await repository.changes(
            from: repository.tree(of: before), to: repository.tree(of: result))
        var (asBefore, asLanded) = (!changes.isEmpty, true)
        for change in changes {
            let entry = try await repository.entry(at: change.path, in: now)
            if entry != change.old { asBefore = false }
            if entry != change.new { asLanded = false }
        }
        if asBefore { return isContained ? .takenBack : .left }
        return isContained || asLanded ? .stands : .left
    }

    /// By what commits on the branch say of it; `nil` where none that stands takes anything of it back.
    private func reverted(_ record: LandRecord, from before: ObjectID, at tip: ObjectID)
        async throws(GitError)
        -> LandedCandidate.Fate?
    {
        let reverts = try await reverts(from: ObjectID(record.result), to: tip)
        guard record.result == record.candidate else {
            // What was merged or made one commit goes with that.
            let by = reverts.by(record.result.text) ?? reverts.by(record.candidate.text)
            return by.map { .reverted(by: $0) }
        }
        let commits = try await repository.log(
            from: [ObjectID(record.result)], excluding: [before], limit: Self.most)
        let taken = commits.compactMap { reverts.by($0.hex) }
        guard let first = taken.first else { return nil }
        return taken.count == commits.count
            ? .reverted(by: first) : .revertedInPart(by: first, commits: taken.count, of: commits.count)
    }

    /// The commits that take others back, and that nobody took back.
    private struct Reverts {
        /// By the ID of what it takes back: git writes whole IDs, people as many digits as they like.
        var commits: [Substring: Commit] = [:]

        func by(_ id: String) -> LandedCandidate.Reverting? {
            commits.first { id.hasPrefix($0.key) }.map {
                LandedCandidate.Reverting(
                    commit: CommitID($0.value.id), name: $0.value.author.name, time: $0.value.committer.time)
            }
        }
    }

    private func reverts(from result: ObjectID, to tip: ObjectID) async throws(GitError) -> Reverts {
        var reverts = Reverts()
        // The newest first: whether a revert stands is known before what it reverts is met.
        for id in try await repository.log(from: [tip], excluding: [result], limit: Self.most) {
            let commit = try await repository.readCommit(id)
            guard reverts.by(id.hex) == nil else { continue }
            for match in commit.message.matches(of: /[Tt]his reverts commit ([0-9a-f]{7,64})/)
            where reverts.commits[match.1] == nil {
                reverts.commits[match.1] = commit
            }
        }
        return reverts
    }
}

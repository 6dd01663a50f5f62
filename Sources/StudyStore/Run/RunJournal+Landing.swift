import Git
import StudyModel

extension RunJournal {
    /// Works out what putting a candidate onto a branch gives, in memory and in new objects; no ref moves.
    ///
    /// `branch` is a full ref name. The objects stay held until the landing is recorded or the journal is gone.
    package func planLanding(
        of candidate: CommitID, onto branch: String, style: LandingStyle
    ) async throws -> LandingPlan {
        try await withTurn {
            let made = try await Self.plan(
                ObjectID(candidate), base: ObjectID(record.base), branch, style, options, in: repository)
            guard case .ready(let from, let result) = made else { return made.plan }
            if let pack = try await repository.publish(syncing: options.sync) { held.append(pack) }
            return .ready(
                LandRecord(
                    id: "\(candidate.short)-\(CommitID(result).short)", candidate: candidate, onto: branch,
                    from: CommitID(from), result: CommitID(result), recordedAt: options.now()))
        }
    }

    /// Lands: records the intent, moves the branch from where the plan found it, and records that it is done.
    ///
    /// The checkout is not touched: a branch that is checked out is for the caller to merge in the user's sight, between
    /// `append(.landing(…))` and `append(.landed(…))`. Throws `StoreError.branchMoved` where somebody moved it meanwhile.
    package func land(_ landing: LandRecord) async throws {
        try await append(.landing(landing), feedback: nil, attachments: [])
        try options.failpoints.reach("before \(landing.onto)")
        do {
            try await repository.moveReference(
                landing.onto, from: landing.from.map { ObjectID($0) }, to: ObjectID(landing.result),
                reflog: "hone: land \(landing.candidate.short) of \(record.run)")
        } catch {
            guard error.code == .modified, let from = landing.from else { throw error }
            throw StoreError.branchMoved(landing.onto, expected: from)
        }
        try options.failpoints.reach("after \(landing.onto)")
        try await append(.landed(landing), feedback: nil, attachments: [])
    }

    /// A plan before its objects are published.
    private enum Made: Sendable {
        case nothingToDo
        case conflict([String])
        case ready(from: ObjectID, result: ObjectID)

        var plan: LandingPlan {
            if case .conflict(let paths) = self { .conflict(paths: paths) } else { .nothingToDo }
        }
    }

    private static func plan(
        _ candidate: ObjectID, base: ObjectID, _ branch: String, _ style: LandingStyle,
        _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> Made {
        guard let tip = try repository.reference(branch) else { throw StoreError.unknownBranch(branch) }
        if try repository.isAncestor(candidate, of: tip) { return .nothingToDo }
        if case .merge = style, try repository.isAncestor(tip, of: candidate) {
            return .ready(from: tip, result: candidate)
        }
        let tree: ObjectID
        switch try repository.mergeCommits(ours: tip, theirs: candidate) {
        case .conflict(let paths): return .conflict(paths)
        case .clean(let merged): tree = merged
        }
        guard try tree != repository.tree(of: tip) else { return .nothingToDo }
        let signature = try options.signature(in: repository)
        let (parents, message) =
            switch style {
            case .merge(let message): ([tip, candidate], message)
            case .squash(let message): ([tip], message)
            }
        let result = try repository.stageCommit(
            tree: tree, parents: parents, author: signature, committer: signature, message: message)
        return .ready(from: tip, result: result)
    }
}

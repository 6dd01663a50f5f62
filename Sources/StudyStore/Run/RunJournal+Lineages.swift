import Git
import StudyModel

extension RunJournal {
    /// Goes back to a candidate: its tree becomes a new commit on the lineage, which goes on from there.
    ///
    /// Nothing earlier is lost. Returns the new commit.
    @discardableResult
    package func revert(lineage: LineageName, to candidate: CommitID) async throws -> CommitID {
        try await withTurn {
            try await absorb()
            try await catchUp()
            let head = try head(of: lineage)
            guard let step = history.view.step(of: candidate) else {
                throw StoreError.unknownCandidate(candidate)
            }
            let message = CandidateMessage(
                summary: "Back to step \(step.step.number)", rationale: "", run: record.run, step: step.step,
                proposer: "revert")
            let commit = try await Self.stageCopy(
                of: ObjectID(candidate), on: ObjectID(head), message.text, options, in: repository)
            let event = RevertRecord(
                lineage: lineage, to: candidate, toStep: step.step, commit: CommitID(commit),
                recordedAt: options.now())
            try await record { _ in Addendum(event: .reverted(event)) }
            return event.commit
        }
    }

    /// Starts a lineage at a candidate, with the evidence of that time; returns its name, the next free one without `name`.
    @discardableResult
    package func fork(at candidate: CommitID, name: LineageName? = nil) async throws -> LineageName {
        try await withTurn {
            try await absorb()
            try await catchUp()
            guard let step = history.view.step(of: candidate) else {
                throw StoreError.unknownCandidate(candidate)
            }
            let lineage = name ?? history.view.nextLineage
            guard history.view.lineages[lineage] == nil, !lineage.text.hasPrefix("step-") else {
                throw StoreError.lineageExists(lineage)
            }
            let event = ForkRecord(
                lineage: lineage, at: candidate, step: step.step, recordedAt: options.now())
            try await record { _ in Addendum(event: .forked(event)) }
            return lineage
        }
    }

    private func head(of lineage: LineageName) throws -> CommitID {
        guard let known = history.view.lineages[lineage] else {
            throw StoreError.unknownLineage(lineage, existing: history.view.lineages.keys.sorted())
        }
        return known.head
    }

    private static func stageCopy(
        of candidate: ObjectID, on head: ObjectID, _ message: String, _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> ObjectID {
        let signature = try options.signature(in: repository)
        return try repository.stageCommit(
            tree: repository.tree(of: candidate), parents: [head], author: signature,
            committer: signature, message: message)
    }
}

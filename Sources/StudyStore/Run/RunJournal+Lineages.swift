import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// Gives this clone's writer a lineage of its own where the run is another's: one that starts where the run stands.
    ///
    /// A lineage has one writer, so clones that both go on with a run never fight for a branch.
    package func claimLineage() async throws {
        guard writer != record.writer else { return }
        try await withCurrentRun { try await claimOwnLineage(in: $0) }
    }

    private func claimOwnLineage(in view: RunView) async throws {
        guard view.current.owner != writer else { return }
        // Commits of a person that nobody has evaluated yet are for the lineage's own writer.
        let start = view.current.adopted == nil ? view.current.head : view.current.adoptedOver
        guard let start, let step = view.step(of: start) else { return }
        let event = ForkRecord(
            lineage: view.nextLineage, from: start, fromStep: step.step,
            knows: view.steps.last?.step ?? step.step, writer: writer, recordedAt: site.options.now())
        try await record { _ in Addendum(event: .forked(event)) }
    }

    /// Goes back to a candidate: its tree becomes a new commit on the lineage, which goes on from there.
    ///
    /// Another writer's lineage stays as it is, and one of this writer's own goes back instead. Nothing earlier is lost. Returns what was recorded.
    @discardableResult
    package func revert(lineage wanted: LineageName, to candidate: CommitID) async throws -> RevertRecord {
        try await withCurrentRun { view in
            guard let known = view.lineages[wanted] else {
                throw StoreError.unknownLineage(wanted, existing: view.lineages.keys.sorted())
            }
            if known.owner != writer { try await claimOwnLineage(in: view) }
            let lineage = known.owner == writer ? known : self.view.current
            guard let step = view.step(of: candidate) else {
                throw StoreError.unknownCandidate(candidate)
            }
            let message = CandidateMessage(
                summary: "Back to step \(step.step.number)", rationale: "", run: record.run, step: step.step,
                proposer: "revert")
            let commit = try await Self.stageCopy(
                of: ObjectID(candidate), on: ObjectID(lineage.head), message.text, site.options,
                in: repository)
            let event = RevertRecord(
                lineage: lineage.name, to: candidate, toStep: step.step, commit: CommitID(commit),
                recordedAt: site.options.now())
            try await record { _ in Addendum(event: .reverted(event)) }
            return event
        }
    }

    /// Starts a lineage at a candidate, with the evidence of that time; returns its name, the next free one without `name`.
    @discardableResult
    package func fork(at candidate: CommitID, name: LineageName? = nil) async throws -> LineageName {
        try await withCurrentRun { view in
            guard let step = view.step(of: candidate) else {
                throw StoreError.unknownCandidate(candidate)
            }
            let lineage = name.map(ownName) ?? view.nextLineage
            guard view.lineages[lineage] == nil, !lineage.text.hasPrefix("step-") else {
                throw StoreError.lineageExists(lineage)
            }
            let event = ForkRecord(
                lineage: lineage, from: candidate, fromStep: step.step, knows: step.step, writer: writer,
                recordedAt: site.options.now())
            try await record { _ in Addendum(event: .forked(event)) }
            return lineage
        }
    }

    /// A name as this writer may give it: two clones that choose the same one mean two lineages.
    private func ownName(_ name: LineageName) -> LineageName {
        writer == record.writer ? name : LineageName(text: "\(name)-\(writer)") ?? name
    }

    private static func stageCopy(
        of candidate: ObjectID, on head: ObjectID, _ message: String, _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> ObjectID {
        let authorship = try options.authorship(in: repository)
        return try repository.stageCommit(
            tree: repository.tree(of: candidate), parents: [head], by: authorship, message: message)
    }
}

import Git
import ObjectIDs
import StudyModel

/// A step of this clone, in whatever run, as figures of a tree are taken from it.
struct EarlierStep {
    private let event: ObjectID
    private let tree: TreeID
    private let site: RunSite

    init(_ event: CommitID, _ tree: TreeID, of site: RunSite) {
        self.event = ObjectID(event)
        self.tree = tree
        self.site = site
    }

    /// What it measured of the tree by an evaluator; nothing where another clone recorded it.
    func evaluations(by evaluator: EvaluatorIdentity) async throws -> [EarlierEvaluation] {
        try await Self.evaluations(
            of: event, tree, by: evaluator, writer: site.writer, isOfSweep: site.record.sweep != nil,
            in: site.repository)
    }

    private static func evaluations(
        of event: ObjectID, _ tree: TreeID, by evaluator: EvaluatorIdentity, writer: WriterID,
        isOfSweep: Bool, in repository: isolated Repository
    ) throws -> [EarlierEvaluation] {
        guard try JournalCommit.document(of: event, in: repository).place.writer == writer,
            let step = try JournalCommit.step(of: event, in: repository)
        else { return [] }
        let found = try step.reusable(from: CommitID(event), by: evaluator) { path in
            try JournalCommit.file(path, of: event, in: repository)
        }.filter { TreeID(try repository.tree(of: ObjectID($0.recorded.of))) == tree }
        guard isOfSweep, step.step.number == 0, !found.isEmpty else { return found }
        let sweep = try RootCommit.head(of: JournalCommit.root(of: event, in: repository), in: repository)
            .sweep
        return found.map { earlier in
            var earlier = earlier
            earlier.sweepOfBase = sweep
            return earlier
        }
    }
}

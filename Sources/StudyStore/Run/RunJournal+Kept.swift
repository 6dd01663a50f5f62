import Git
import StudyModel

/// What this clone keeps of a run beside its journal, and could do without: nobody else's runs know of it.
extension RunJournal {
    /// Replies of models whose steps are not recorded yet.
    package nonisolated var replies: KeptReplies { KeptReplies(site) }

    /// What the process that steps the run is about.
    package nonisolated var currentWork: CurrentWork { CurrentWork(site) }

    /// Where the words for people of a process that steps the run without a terminal are kept, in this clone.
    package nonisolated var outputPath: String { site.localFolder + "output.txt" }

    package func measured(_ tree: TreeID, by evaluator: EvaluatorIdentity) async throws -> [EarlierEvaluation]
    {
        var found: [EarlierEvaluation] = []
        for event in measuredTrees.events(of: tree) {
            do {
                found += try await EarlierStep(event, tree, of: site).evaluations(by: evaluator)
            } catch is GitError {
                // The run was deleted, or its log has not been published.
            } catch is StoreError {
                // It is no step that can be read.
            }
        }
        return found
    }

    package nonisolated func isReproducible(_ evaluator: EvaluatorIdentity) -> Bool? {
        measuredTrees.isReproducible(evaluator)
    }

    package nonisolated func keep(reproducible: Bool, of evaluator: EvaluatorIdentity) {
        measuredTrees.keep(reproducible: reproducible, of: evaluator)
    }

    nonisolated var measuredTrees: MeasuredTrees { MeasuredTrees(site) }

    package nonisolated func begun(_ sitting: SittingKey) throws -> [Evaluation] {
        try KeptSittings(site).repeats(sitting)
    }

    package nonisolated func keep(_ repeats: [Evaluation], of sitting: SittingKey) throws {
        try KeptSittings(site).keep(repeats, of: sitting)
    }
}

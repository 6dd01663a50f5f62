import StudyModel
import Text

extension StrategyKind {
    /// What stands in a study that leaves the choice to hone, and where a study says nothing.
    package static let auto = "auto"

    /// Steps without a new best after which a chain begins anew where nobody chose.
    private static let patience = 150

    /// Returns the strategy that fits a study's proposer and budget; which one is better turns over with both.
    ///
    /// Small edits want a hill climb, which begins anew where the budget lasts for that. What a model thinks of first caps what comes after it, so lineages
    /// side by side are worth their steps; the fewer the budget, the fewer they are. But where validation selects the winner and no examples only confirm, it must
    /// not say whose turn it is, or it could bear no claim at the end, and lineages that merely take turns lose where gains add up. What tunes numbers
    /// goes from generation to generation by itself. Whoever proposes from outside has an order of their own, and goes on from what was
    /// accepted last; and a study with a rollback means one lineage. Where several metrics decide and figures are exact, one lineage ends where nothing is
    /// better by one and no worse by the others, so every candidate of the front is a parent.
    package static func fitting(_ study: Study) -> StrategySettings {
        let chain = StrategySettings("chain")
        switch study.proposer.kind {
        case .tune, .external, .replay, .commits: return chain
        case _ where study.hasFront: return StrategySettings("pareto")
        case .chat, .agent:
            let bearsClaim = study.search.select == .validation && !study.confirmsApart
            return study.search.rollback == nil && !bearsClaim ? StrategySettings("multistart") : chain
        case .mutation:
            let isShort = study.budget.proposals.map { $0 <= patience } ?? false
            return isShort
                ? chain : StrategySettings("chain", ["restart.after": JSONValue(whole: patience)])
        }
    }
}

extension Study {
    /// Whether candidates that are better by one metric and worse by another stand side by side.
    fileprivate var hasFront: Bool {
        !otherObjectives.isEmpty && evaluator.deterministic && examples == nil && search.rollback == nil
    }

    /// Whether some examples only confirm, as far as that is known before the file is read.
    fileprivate var confirmsApart: Bool {
        guard let source = examples?.source else { return true }
        if case .field = source { return false }
        return source.mayHave(.confirm)
    }
}

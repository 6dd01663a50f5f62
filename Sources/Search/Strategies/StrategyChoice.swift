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
    /// side by side are worth their steps; the fewer the budget, the fewer they are. Where validation selects the winner it is kept from
    /// saying whose turn it is: so it can bear a claim at the end. Whoever proposes from outside has an order of their own, and goes on from what was
    /// accepted last; and a study with a rollback means one lineage.
    package static func fitting(_ study: Study) -> StrategySettings {
        let chain = StrategySettings("chain")
        switch study.proposer.kind {
        case .chat, .agent:
            guard study.search.rollback == nil else { return chain }
            let isKept = study.search.select == .validation
            return StrategySettings("multistart", isKept ? ["allocation": .string("equal")] : [:])
        case .mutation:
            let isShort = study.budget.steps.map { $0 <= patience } ?? false
            return isShort
                ? chain : StrategySettings("chain", ["restart.after": JSONValue(whole: patience)])
        case .external, .replay, .commits: return chain
        }
    }
}

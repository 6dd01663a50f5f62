/// What one proposal may spend of the run's budget; `nil` for no bound.
///
/// Of a round's proposals each gets the same share of what was left when the round began, whatever runs in parallel.
package struct Allowance: Hashable, Sendable {
    /// Tokens, read and written together; never negative.
    package var tokens: Int?
    /// Money, in the currency of the study's budget; never negative.
    package var cost: Double?

    package init(tokens: Int? = nil, cost: Double? = nil) {
        self.tokens = tokens.map { max(0, $0) }
        self.cost = cost.map { max(0, $0) }
    }

    /// No bound at all.
    package static let unlimited = Allowance()

    /// Returns what is left after something was spent, such as a proposal's first call.
    package func after(_ usage: Usage) -> Allowance {
        Allowance(tokens: tokens.map { $0 - usage.tokens }, cost: cost.map { $0 - usage.cost })
    }
}

/// What a proposer or an evaluator spent: tokens and money.
package struct Usage: Hashable, Sendable, Codable {
    /// Tokens read by a model.
    package var tokensIn: Int
    /// Tokens written by a model.
    package var tokensOut: Int
    /// Money, in the currency of the study's budget.
    package var cost: Double

    package init(tokensIn: Int = 0, tokensOut: Int = 0, cost: Double = 0) {
        self.tokensIn = tokensIn
        self.tokensOut = tokensOut
        self.cost = cost
    }

    /// Tokens read and written.
    package var tokens: Int { tokensIn.adding(clamping: tokensOut) }

    package static let none = Usage()

    package static func + (left: Usage, right: Usage) -> Usage {
        Usage(
            tokensIn: left.tokensIn.adding(clamping: right.tokensIn),
            tokensOut: left.tokensOut.adding(clamping: right.tokensOut),
            cost: left.cost + right.cost)
    }
}

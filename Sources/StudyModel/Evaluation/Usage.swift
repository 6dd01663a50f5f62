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
    package var tokens: Int { Self.sum(tokensIn, tokensOut) }

    package static let none = Usage()

    package static func + (left: Usage, right: Usage) -> Usage {
        Usage(
            tokensIn: sum(left.tokensIn, right.tokensIn), tokensOut: sum(left.tokensOut, right.tokensOut),
            cost: left.cost + right.cost)
    }

    /// Other programs report these, and no figure of theirs may end ours: what is more than can be counted is the most.
    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, isTooMuch) = left.addingReportingOverflow(right)
        return isTooMuch ? .max : sum
    }
}

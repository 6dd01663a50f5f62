/// What a proposer or an evaluator spent: tokens and money.
///
/// Other programs report it, so what cannot have been spent, less than nothing or no number, counts as nothing.
package struct Usage: Hashable, Sendable {
    /// Tokens read by a model.
    package let tokensIn: Int
    /// Tokens written by a model.
    package let tokensOut: Int
    /// Money, in the currency of the study's budget; finite.
    package let cost: Double

    package init(tokensIn: Int = 0, tokensOut: Int = 0, cost: Double = 0) {
        self.tokensIn = max(0, tokensIn)
        self.tokensOut = max(0, tokensOut)
        self.cost = cost.isFinite ? max(0, cost) : 0
    }

    /// Tokens read and written.
    package var tokens: Int { tokensIn.adding(clamping: tokensOut) }

    package static let none = Usage()

    package static func + (left: Usage, right: Usage) -> Usage {
        Usage(
            tokensIn: left.tokensIn.adding(clamping: right.tokensIn),
            tokensOut: left.tokensOut.adding(clamping: right.tokensOut),
            cost: min(left.cost + right.cost, .greatestFiniteMagnitude))
    }
}

/// `{"tokens": {"in": 1820, "out": 240}, "cost": 0.0041}`, all of it optional.
extension Usage: Codable {
    private enum Key: String, CodingKey { case tokens, cost }

    private struct Tokens: Codable {
        var `in`: Int?
        var out: Int?
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let tokens = try fields.decodeIfPresent(Tokens.self, forKey: .tokens)
        self.init(
            tokensIn: tokens?.in ?? 0, tokensOut: tokens?.out ?? 0,
            cost: try fields.decodeIfPresent(Double.self, forKey: .cost) ?? 0)
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(Tokens(in: tokensIn, out: tokensOut), forKey: .tokens)
        try fields.encode(cost, forKey: .cost)
    }
}

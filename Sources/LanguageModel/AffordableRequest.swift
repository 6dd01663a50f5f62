import StudyModel

/// A request as far as a budget buys it.
package enum AffordableRequest: Hashable, Sendable {
    case affordable(ChatRequest)
    /// Not even a short reply; what the run ends for.
    case unaffordable(StopReason)

    /// A reply of fewer tokens is not worth its prompt.
    static let leastTokens = 128

    /// Lowers the request's limit of tokens to what the allowance pays for.
    ///
    /// The prompt is counted at three bytes a token, more than it will likely be, so that the bound holds for text that is denser than English.
    package init(_ request: ChatRequest, within allowance: Allowance, price: ModelPrice?) {
        let prompt = request.estimatedTokensIn * 4 / 3
        let least = min(Self.leastTokens, request.maxTokens)
        var capped = request
        if let tokens = allowance.tokens {
            guard tokens - prompt >= least else {
                self = .unaffordable(.tokens)
                return
            }
            capped.maxTokens = min(capped.maxTokens, tokens - prompt)
        }
        if let cost = allowance.cost, let price {
            let left = cost - price.cost(tokensIn: prompt, tokensOut: 0)
            guard cost > 0, left >= price.cost(tokensIn: 0, tokensOut: least) else {
                self = .unaffordable(.cost)
                return
            }
            let perToken = price.cost(tokensIn: 0, tokensOut: 1)
            if perToken > 0, left / perToken < Double(capped.maxTokens) {
                capped.maxTokens = Int(clamping: left / perToken)
            }
        }
        self = .affordable(capped)
    }
}

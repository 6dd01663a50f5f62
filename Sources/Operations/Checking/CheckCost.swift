import StudyModel

/// What the calls of a study's models will cost, by its price table.
package struct CheckCost: Hashable, Sendable {
    /// Where every reply is short: what is read alone.
    package let atLeast: Double
    /// Where every reply is as long as `max_tokens` allows, and each step takes its repair turns.
    package let atMost: Double
    package let currency: String
    /// Models without a price, whose calls count as free.
    package let unpriced: [String]

    /// The cost of so many steps with requests of so many tokens; `nil` where no model has a price.
    init?(_ chat: ChatSettings, request: Int, steps: Int, currency: String) {
        let weights = chat.models.map(\.weight).reduce(0, +)
        guard weights > 0, chat.models.contains(where: { $0.price != nil }) else { return nil }
        let mean = { (cost: (ModelPrice) -> Double) in
            chat.models.map { $0.weight * ($0.price.map(cost) ?? 0) }.reduce(0, +) / weights
        }
        let turns = 1 + chat.repair
        // A repair turn reads what was sent and answered before.
        let read = (1...turns).map { request + ($0 - 1) * chat.maxTokens }.reduce(0, +)
        atLeast = Double(steps) * mean { $0.cost(tokensIn: request, tokensOut: 0) }
        atMost =
            Double(steps) * mean { $0.cost(tokensIn: read, tokensOut: turns * chat.maxTokens) }
        self.currency = currency
        unpriced = chat.models.filter { $0.price == nil }.map(\.name)
    }
}

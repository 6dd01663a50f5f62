/// How a proposal's calls of a language model went.
package struct ModelCalls: Hashable, Sendable {
    /// The name of the model that was asked, as the endpoint knows it.
    package var model: String
    /// Requests that were sent, those tried again included.
    package var count: Int
    /// How long the endpoint took over its replies, without the waiting between tries.
    package var seconds: Double
    /// Whether tokens were estimated, the endpoint having counted none.
    package var isEstimated: Bool
    /// What the study chose and the endpoint does not take, by the names of the settings: the replies are without it.
    package var without: [String]

    package init(
        model: String, count: Int, seconds: Double, isEstimated: Bool = false, without: [String] = []
    ) {
        self.model = model
        self.count = count
        self.seconds = seconds
        self.isEstimated = isEstimated
        self.without = without
    }

    /// Returns both together, under the model that was asked last.
    package static func + (first: ModelCalls, second: ModelCalls) -> ModelCalls {
        ModelCalls(
            model: second.model, count: first.count + second.count, seconds: first.seconds + second.seconds,
            isEstimated: first.isEstimated || second.isEstimated,
            without: first.without + second.without.filter { !first.without.contains($0) })
    }
}

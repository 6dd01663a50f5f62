/// What a model's tokens cost, in the currency of the study's budget per million tokens.
package struct ModelPrice: Hashable, Sendable {
    /// For a million tokens that the model reads.
    package var input: Double
    /// For a million tokens that it writes.
    package var output: Double

    package init(input: Double, output: Double) {
        self.input = input
        self.output = output
    }

    /// Returns what so many tokens cost.
    package func cost(tokensIn: Int, tokensOut: Int) -> Double {
        (Double(tokensIn) * input + Double(tokensOut) * output) / 1_000_000
    }
}

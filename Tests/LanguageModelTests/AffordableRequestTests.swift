import LanguageModel
import StudyModel
import Testing

struct AffordableRequestTests {
    /// A prompt of 300 tokens as it is estimated, and so of 400 as it is counted here.
    private let request = ChatRequest(
        messages: [ChatMessage(.user, String(repeating: "x", count: 1184))], maxTokens: 1000)
    private let price = ModelPrice(input: 10, output: 100)

    @Test func `a request within its allowance stays as it is`() {
        let allowance = Allowance(tokens: 1400, cost: 1)
        #expect(AffordableRequest(request, within: allowance, price: price) == .affordable(request))
        #expect(AffordableRequest(request, within: .unlimited, price: nil) == .affordable(request))
    }

    @Test func `the reply is capped at the tokens that are left`() {
        var capped = request
        capped.maxTokens = 200
        #expect(
            AffordableRequest(request, within: Allowance(tokens: 600), price: nil) == .affordable(capped))
    }

    @Test func `the reply is capped at the money that is left`() {
        // 0.004 for the prompt, and 0.0001 a token.
        var capped = request
        capped.maxTokens = 500
        #expect(
            AffordableRequest(request, within: Allowance(cost: 0.05401), price: price) == .affordable(capped))
    }

    @Test func `no call is made that could only give a stump`() {
        #expect(
            AffordableRequest(request, within: Allowance(tokens: 500), price: nil) == .unaffordable(.tokens))
        #expect(
            AffordableRequest(request, within: Allowance(cost: 0.01), price: price) == .unaffordable(.cost))
        #expect(AffordableRequest(request, within: Allowance(cost: 0), price: price) == .unaffordable(.cost))
    }

    @Test func `a model without a price is bounded by tokens alone`() {
        #expect(AffordableRequest(request, within: Allowance(cost: 0), price: nil) == .affordable(request))
    }
}

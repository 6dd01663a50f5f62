import StudyModel
import Testing

struct UsageTests {
    @Test func `figures beyond counting add up to the most`() {
        let much = Usage(tokensIn: .max, tokensOut: 5, cost: 1)
        #expect((much + much).tokensIn == .max && (much + much).tokens == .max && (much + much).cost == 2)
    }

    @Test func `an allowance shrinks by what was spent, to nothing at least`() {
        let usage = Usage(tokensIn: 80, tokensOut: 40, cost: 0.5)
        #expect(Allowance(tokens: 200, cost: 2).after(usage) == Allowance(tokens: 80, cost: 1.5))
        #expect(Allowance(tokens: 100, cost: 0.1).after(usage) == Allowance(tokens: 0, cost: 0))
        #expect(Allowance.unlimited.after(usage) == .unlimited)
    }

    @Test func `a price is for a million tokens`() {
        #expect(ModelPrice(input: 3, output: 15).cost(tokensIn: 500_000, tokensOut: 200_000) == 4.5)
    }
}

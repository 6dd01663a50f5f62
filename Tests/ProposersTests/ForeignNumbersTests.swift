import StudyModel
import Testing

@testable import Proposers

/// The figures that agents print are theirs; none of them ends a run.
struct ForeignNumbersTests {
    @Test(arguments: [
        "99999999999999999999k sent, 1k received", "9223372036854775807 sent, 9223372036854775807 sent",
        String(repeating: "9", count: 400) + " sent",
    ])
    func `tokens of aider's that cannot be counted are the most there are`(tokens: String) {
        let usage = AiderOutput.read("Tokens: \(tokens). Cost: $0.01 message, $0.02 session.").usage
        #expect(usage.tokensIn == .max)
        #expect(usage.tokens == .max)
    }

    @Test func `a cost of aider's that is no number costs nothing`() {
        let cost = String(repeating: "9", count: 400)
        #expect(AiderOutput.read("Tokens: 1k sent. Cost: $\(cost) message").usage.cost == 0)
    }

    @Test(arguments: [
        "rate limit exceeded, retry-after: 99999999999999999999s",
        "rate limit: try again in \(String(repeating: "9", count: 400))h",
        "429: retry after 99999999999999999999 days and 3 hours",
    ])
    func `a pause longer than any is the longest that is waited`(text: String) throws {
        let notice = try #require(RateLimitNotice(in: text, now: 1_700_000_000, offsetMinutes: 0))
        #expect(notice.retryAfter == .seconds(1_000_000_000))
    }
}

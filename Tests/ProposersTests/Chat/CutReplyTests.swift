import LanguageModel
import StudyModel
import Testing

@testable import Proposers

/// Replies that end before they are whole.
struct CutReplyTests {
    private func sentence(after tokens: Int) -> String {
        let fixture = EditFixture()
        let model = ModelSettings(name: "m", url: "http://localhost")
        let settings = ChatSettings(models: [model], edits: .blocks, maxTokens: 4096, structuredOutput: .off)
        let judge = ReplyJudge(
            artifact: fixture.artifact, scope: fixture.scope,
            form: ReplyForm(
                settings, edits: .blocks, model: model, artifact: fixture.artifact, creates: false),
            room: settings.maxTokens)
        let reply = ChatReply(
            text: "src/sort.c\n<<<<<<< SEARCH\nint size = 64;\n=======\nint si", finish: .cut,
            usage: Usage(tokensIn: 10, tokensOut: tokens),
            calls: ModelCalls(model: "m", count: 1, seconds: 1))
        guard case .unusable(_, let problems, _) = judge.finding(in: reply, summary: nil) else { return "" }
        return problems.sentence
    }

    @Test(arguments: [4096, 4095, 2048, 0])
    func `at its limit of tokens a reply is cut short`(tokens: Int) {
        #expect(sentence(after: tokens) == "the reply was cut short")
    }

    @Test func `a server that gives less room than it was asked for is told`() {
        #expect(
            sentence(after: 512)
                == "the reply was cut short after about 512 tokens, where `proposer.max_tokens` is 4096: "
                + "the server gives no more, or the budget")
    }
}

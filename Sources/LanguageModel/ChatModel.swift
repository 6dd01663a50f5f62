import StudyModel

/// A language model that answers one conversation at a time.
package protocol ChatModel: Sendable {
    /// Returns the model's reply; a refusal, or one that was cut at the limit of tokens, is a reply too.
    ///
    /// Throws `ModelFailure` where there is none after all tries, and `CancellationError` at once when the task is cancelled.
    func complete(_ request: ChatRequest) async throws -> ChatReply
}

/// What a model answered.
package struct ChatReply: Hashable, Sendable {
    /// Why the text ends where it does.
    package enum Finish: String, Hashable, Sendable {
        case complete
        /// At the limit of tokens; the text lacks its end.
        case cut
        /// The model declined; the text, if any, says why.
        case refused
        /// The endpoint withheld the text, or its rest.
        case filtered
        /// The model reasoned, and gave no answer.
        case unanswered
    }

    /// Valid text: bytes that were none are U+FFFD, and the key, had the endpoint repeated it, is struck out.
    package var text: String
    package var finish: Finish
    /// Tokens, and their cost by the model's price.
    package var usage: Usage
    /// Model, requests sent, and how long the endpoint took.
    package var calls: ModelCalls

    package init(text: String, finish: Finish = .complete, usage: Usage, calls: ModelCalls) {
        self.text = text
        self.finish = finish
        self.usage = usage
        self.calls = calls
    }
}

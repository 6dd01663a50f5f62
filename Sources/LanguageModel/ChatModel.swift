/// A language model that answers one conversation at a time.
package protocol ChatModel: Sendable {
    /// Returns the model's reply; a refusal, or one that was cut at the limit of tokens, is a reply too.
    ///
    /// Throws `ModelFailure` where there is none after all tries, and `CancellationError` at once when the task is cancelled.
    func complete(_ request: ChatRequest) async throws -> ChatReply
}

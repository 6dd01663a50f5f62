import Text

/// An endpoint's complaint that prompt and reply together are longer than the model takes.
struct PromptExcess: Hashable, Sendable {
    /// Tokens of the prompt, and those that the model takes, where fields tell them: the figures of a sentence mean now this, now that.
    let tokens: Int?
    let limit: Int?

    /// `nil` where the complaint is about something else.
    init?(_ complaint: Complaint) {
        let isSaid = complaint.says([
            "context length", "context size", "context window", "prompt is too long", "maximum context",
            "input is too long",
            "too many tokens",
        ])
        guard isSaid || complaint.isOfKind(["context", "length"]) || complaint.isOfKind(["context", "size"])
        else {
            return nil
        }
        tokens = complaint.error["n_prompt_tokens"]?.tokenCount
        limit = complaint.error["n_ctx"]?.tokenCount
    }
}

import StudyModel
import Text

/// An endpoint's complaint that a prompt is longer than the model takes.
struct PromptExcess: Hashable, Sendable {
    let tokens: Int?
    let limit: Int?
    let words: String

    /// `nil` where the complaint is about something else.
    init?(_ document: JSONValue?, words: String) {
        let error = document?["error"]
        let kinds = [error?["code"]?.string, error?["type"]?.string].compactMap { $0 }
        let message = words.lowercased()
        let isKind = kinds.contains {
            $0.contains("context") && ($0.contains("length") || $0.contains("size"))
        }
        let isSaid = ["context length", "context size", "context window", "prompt is too long"].contains {
            message.contains($0)
        }
        guard isKind || isSaid else { return nil }
        self.words = words
        // llama.cpp has fields for them; others tell them in the sentence, where what was asked is the greater one.
        let counts = Set(words.split { !$0.isNumber }.compactMap { Int($0) }).sorted(by: >)
        let told = counts.count > 1
        tokens = error?["n_prompt_tokens"]?.tokenCount ?? (told ? counts[0] : nil)
        limit = error?["n_ctx"]?.tokenCount ?? (told ? counts[1] : nil)
    }

    var cause: ModelFailure.Cause { .promptTooLong(tokens: tokens, limit: limit, words: words) }
}

import StudyModel
import Text

/// What a model is asked.
package struct ChatRequest: Hashable, Sendable {
    package var messages: [ChatMessage]
    /// `nil` for the endpoint's own.
    package var temperature: Double?
    /// Tokens that the reply may have at most.
    package var maxTokens: Int
    /// For endpoints that can repeat a reply; `nil` leaves it to them. The waits between tries derive from it too.
    package var seed: UInt64?
    /// A JSON schema, an object, that the reply is held to where the endpoint can do so; `nil` for free text.
    package var schema: JSONValue?

    package init(
        messages: [ChatMessage], temperature: Double? = nil, maxTokens: Int, seed: UInt64? = nil,
        schema: JSONValue? = nil
    ) {
        self.messages = messages
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.seed = seed
        self.schema = schema
    }

    /// Tokens that the model will read, as far as they can be told before.
    package var estimatedTokensIn: Int {
        // A few tokens a message for its role.
        messages.reduce(schema.map { estimatedTokens($0.text) } ?? 0) { $0 + estimatedTokens($1.text) + 4 }
    }
}

/// One turn of a conversation.
package struct ChatMessage: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable { case system, user, assistant }

    package var role: Role
    package var text: String

    package init(_ role: Role, _ text: String) {
        self.role = role
        self.text = text
    }
}

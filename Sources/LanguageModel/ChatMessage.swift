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

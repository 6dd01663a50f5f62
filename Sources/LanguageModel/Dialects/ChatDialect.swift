import StudyModel
import Text

/// How one API writes requests and replies.
protocol ChatDialect: Sendable {
    /// The call's path below the version.
    var path: String { get }
    /// Headers beside those of every request; `nil` where the key cannot stand in one.
    func headers(key: APIKey?) -> [String: String]?
    /// The request's body, without what the endpoint turned out not to take.
    func body(
        _ request: ChatRequest, model: String, without concessions: Set<Concession>
    ) -> [String: JSONValue]
    /// Reads the reply's document.
    func read(_ document: JSONValue) -> ReadReply
    /// Puts the pieces of a streamed reply together, to the document that it would have been.
    func document(of pieces: [JSONValue]) -> JSONValue
}

/// What a dialect found in a reply's document.
struct ReadReply: Hashable, Sendable {
    var text = ""
    var finish = ChatReply.Finish.complete
    /// `nil` where the endpoint counted none.
    var tokensIn: Int?
    var tokensOut: Int?
    /// What the endpoint says that it cost; most do not.
    var cost: Double?
    /// A field without which there is no reply.
    var missing: String?
}

extension JSONValue {
    /// A count of tokens; `nil` where this is none that a model could have.
    var tokenCount: Int? {
        number.flatMap { Int(exactly: $0) }.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
    }
}

import StudyModel
import Synchronization

/// A part of a request that some endpoints or models do not take, and that it can do without, or write otherwise.
enum Concession: String, Hashable, Sendable, CaseIterable {
    /// The schema of the reply.
    case schema
    /// `max_tokens`, which newer models of OpenAI call `max_completion_tokens`.
    case maxTokens
    case seed
    /// A choice of the study: that it has no effect is told.
    case temperature
    /// The role of the system, whose message goes before the user's.
    case system
    /// The count of tokens at the end of a stream.
    case streamOptions
    /// A reply in pieces.
    case stream

    /// What an endpoint says where it is this that it does not take.
    var words: [String] {
        switch self {
        case .schema:
            ["response_format", "json_schema", "schema", "grammar", "tool_choice", "structured output"]
        case .maxTokens: ["max_completion_tokens"]
        case .seed: ["seed"]
        case .temperature: ["temperature"]
        case .system:
            [
                "system role", "role 'system'", "role \"system\"", "role `system`", "system message",
                "system prompt", "system instruction",
                "developer instruction", "roles must alternate",
            ]
        case .streamOptions: ["stream_options", "include_usage"]
        case .stream: ["stream"]
        }
    }

    /// Returns what to do without after such words, of what the request had and was not given up yet.
    static func after(_ message: String, to request: ChatRequest, without known: Set<Concession>)
        -> Concession?
    {
        let message = message.lowercased()
        // An endpoint that answers in pieces alone names the same field as one that does not.
        return allCases.first { concession in
            !known.contains(concession) && concession.isIn(request)
                && concession.words.contains { message.contains($0) }
        }
    }

    private func isIn(_ request: ChatRequest) -> Bool {
        switch self {
        case .schema: request.schema != nil
        case .maxTokens, .streamOptions, .stream: true
        case .seed: request.seed != nil
        case .temperature: request.temperature != nil
        case .system: request.messages.contains { $0.role == .system }
        }
    }
}

extension ChatRequest {
    /// With what the system says before what the user says first.
    var withoutSystem: ChatRequest {
        var request = self
        let said = messages.filter { $0.role == .system }.map(\.text)
        request.messages.removeAll { $0.role == .system }
        if let first = request.messages.firstIndex(where: { $0.role == .user }) {
            request.messages[first].text = (said + [request.messages[first].text]).joined(separator: "\n\n")
        } else {
            request.messages = said.map { ChatMessage(.user, $0) } + request.messages
        }
        return request
    }
}

/// What one endpoint was found to need, remembered while the program runs.
final class ConcessionMemory: Sendable {
    private let state = Mutex(State())

    private struct State {
        var concessions: Set<Concession> = []
        /// Tokens that a reply may have at most, where the study's number was more than the model takes.
        var replyLimit: Int?
        /// The words of the last refusal, until there is a reply.
        var refusal: String?
    }

    var all: Set<Concession> { state.withLock { $0.concessions } }

    /// The request as the endpoint takes it.
    func adapted(_ request: ChatRequest) -> ChatRequest {
        state.withLock { state in
            var request = state.concessions.contains(.system) ? request.withoutSystem : request
            if state.concessions.contains(.temperature) { request.temperature = nil }
            request.maxTokens = min(request.maxTokens, state.replyLimit ?? .max)
            return request
        }
    }

    /// Returns whether it is news.
    func learn(_ concession: Concession) -> Bool {
        state.withLock { $0.concessions.insert(concession).inserted }
    }

    /// Lets replies have fewer tokens than a request asked for; false where that is too few for any.
    func learn(replyLimit limit: Int) -> Bool {
        guard limit >= 256 else { return false }
        state.withLock { $0.replyLimit = limit }
        return true
    }

    /// Takes note of a refusal; returns whether the last request met the very same.
    func isRepeated(_ refusal: String) -> Bool {
        state.withLock { state in
            defer { state.refusal = refusal }
            return state.refusal == refusal
        }
    }

    func noteReply() { state.withLock { $0.refusal = nil } }
}

import StudyModel
import Synchronization

/// A field that some endpoints or models do not take, and that a request can do without, or write otherwise.
///
/// A temperature is none: it is a choice of the study, and one that has no effect must be told.
enum Concession: Hashable, Sendable, CaseIterable {
    /// The schema of the reply.
    case schema
    /// `max_tokens`, which newer models of OpenAI call `max_completion_tokens`.
    case maxTokens
    case seed

    /// What an endpoint says where it is this field that it does not take.
    private var words: [String] {
        switch self {
        case .schema:
            ["response_format", "json_schema", "schema", "grammar", "tool_choice", "structured output"]
        case .maxTokens: ["max_completion_tokens"]
        case .seed: ["seed"]
        }
    }

    /// Returns what to do without after such words of a 400, of what the request had.
    static func after(_ message: String, to request: ChatRequest) -> Concession? {
        let message = message.lowercased()
        return allCases.first { concession in
            concession.isIn(request) && concession.words.contains { message.contains($0) }
        }
    }

    private func isIn(_ request: ChatRequest) -> Bool {
        switch self {
        case .schema: request.schema != nil
        case .maxTokens: true
        case .seed: request.seed != nil
        }
    }
}

/// The concessions that one endpoint was found to need, remembered while the program runs.
final class ConcessionMemory: Sendable {
    private let known = Mutex<Set<Concession>>([])

    var all: Set<Concession> { known.withLock { $0 } }

    /// Returns whether it is news.
    func learn(_ concession: Concession) -> Bool { known.withLock { $0.insert(concession).inserted } }
}

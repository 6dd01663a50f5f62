import StudyModel
import Text

/// Makes out why an endpoint gave no reply, from its status and its words.
struct FailureReader: Sendable {
    let words: ServerWords

    /// Returns the cause of an answer that is no reply.
    func cause(of answer: HTTPAnswer, document: JSONValue?) -> ModelFailure.Cause {
        if (300..<400).contains(answer.status) {
            return .redirected(to: words.line(answer.headers["location"] ?? ""))
        }
        let quote = words.quote(answer.body, document: document)
        let complaint = Complaint(document, status: answer.status)
        return cause(complaint, words: quote)
    }

    /// Returns the cause that a reply of status 200 names as an error, wherever in it; `nil` where it names none.
    func cause(in document: JSONValue) -> ModelFailure.Cause? {
        guard let error = Complaint.error(in: document) else { return nil }
        return cause(Complaint(error, status: nil), words: words.quote([], document: error))
    }

    private func cause(_ complaint: Complaint, words quote: String) -> ModelFailure.Cause {
        switch complaint.status {
        case 401: return .unauthorized(words: quote)
        case 402: return .quotaSpent(words: quote)
        case 413: return .promptTooLong(tokens: nil, limit: nil, words: quote)
        case 429: return complaint.isOfMoney ? .quotaSpent(words: quote) : .rateLimited(words: quote)
        // Too slow, too early: as passing as a server's own trouble, unless it is the request that the model's template cannot write.
        case 408, 425: return .serverError(status: complaint.status ?? 0, words: quote)
        case let status? where status >= 500 && !complaint.says(Concession.system.words):
            return .serverError(status: status, words: quote)
        case nil where complaint.says(Complaint.passing): return .serverError(status: 503, words: quote)
        case nil where complaint.says(["rate limit", "rate_limit", "too many requests"]):
            return .rateLimited(words: quote)
        default: break
        }
        if let excess = PromptExcess(complaint) {
            return .promptTooLong(tokens: excess.tokens, limit: excess.limit, words: quote)
        }
        if complaint.says(Complaint.moderation) { return .promptRefused(words: quote) }
        if complaint.says(Complaint.money) { return .quotaSpent(words: quote) }
        if complaint.status == 403 || complaint.says(Complaint.key) { return .unauthorized(words: quote) }
        if complaint.status == 404 || complaint.lacksModel { return .notFound(words: quote) }
        return .badRequest(status: complaint.status ?? 400, words: quote, isLasting: complaint.isOfSettings)
    }
}

/// What an endpoint says is wrong, in whichever of the shapes that are about.
struct Complaint: Sendable {
    /// Of HTTP, or as the document has it where that was 200.
    let status: Int?
    /// The object with the particulars.
    let error: JSONValue
    /// All that it says, in lower case: its message, codes, types.
    private let text: String
    private let kinds: [String]
    /// The field that is complained of.
    private let field: String?

    init(_ document: JSONValue?, status: Int?) {
        let document = document.flatMap { $0.elements?.first ?? $0 } ?? .null
        let choice = document["choices"]?.elements?.first
        error =
            [choice?["error"], document["error"], document["errors"]?.elements?.first].compactMap { $0 }
            .first { $0 != .null } ?? document
        let places = [error, document]
        let names = ["code", "type", "status", "reason"]
        kinds = places.flatMap { place in names.compactMap { place[$0]?.string?.lowercased() } }
        let numbers = places.flatMap { place in
            ["code", "status", "status_code"].compactMap { place[$0].flatMap(Self.status) }
        }
        self.status = status ?? numbers.first
        field = error["param"]?.string
        let messages = [
            error.string, error["message"]?.string, document["message"]?.string, document["detail"]?.text,
        ]
        text = (messages.compactMap { $0 } + kinds).joined(separator: "\n").lowercased()
    }

    /// The part of a reply of status 200 that is an error and no reply: it says so, or has words where a reply would be.
    static func error(in document: JSONValue) -> JSONValue? {
        if let first = document.elements?.first { return error(in: first) }
        let choice = document["choices"]?.elements?.first
        let told = [document["error"], choice?["error"]].compactMap { $0 }
        let isTold = told.contains {
            $0 != .null && $0 != .bool(false) && $0 != .string("") && $0 != .object([:])
        }
        let isMarked =
            document["object"] == .string("error") || document["type"] == .string("error")
            || document["success"] == .bool(false) || choice?["finish_reason"] == .string("error")
        let isInstead =
            choice == nil && document["content"] == nil
            && (document["message"]?.string ?? document["detail"]?.string ?? document["errors"]?.text) != nil
        return isTold || isMarked || isInstead ? document : nil
    }

    func says(_ words: [String]) -> Bool { words.contains { text.contains($0) } }

    func isOfKind(_ words: [String]) -> Bool { kinds.contains { kind in words.allSatisfy(kind.contains) } }

    /// Whether it is about money rather than pace, by its codes: the words of a limit of pace speak of quota and billing too.
    var isOfMoney: Bool {
        kinds.contains { kind in Self.money.contains { kind.contains($0.replacing(" ", with: "_")) } }
    }

    var lacksModel: Bool {
        says(["model_not_found", "no such model", "unknown model", "invalid model", "not a valid model"])
            || (text.contains("model")
                && says(["does not exist", "not exist", "not found", "not available"]))
    }

    /// Whether it is about a field that every step sends alike.
    var isOfSettings: Bool { field.map { !$0.hasPrefix("messages") && !$0.isEmpty } ?? false }

    static let money = [
        "insufficient quota", "insufficient_quota", "insufficient balance", "insufficient credit",
        "credit balance",
        "billing hard limit", "exceeded your current quota", "payment required",
    ]
    static let moderation = [
        "moderation", "flagged", "content_filter", "content filter", "content policy",
        "content management policy",
        "safety system",
    ]
    static let key = [
        "invalid api key", "api key not valid", "incorrect api key", "invalid_api_key",
        "authentication_error",
    ]
    /// What passes with time.
    static let passing = [
        "overloaded", "busy", "unavailable", "try again", "timeout", "timed out", "capacity", "upstream",
        "loading model",
        "internal server error", "internal error",
    ]

    private static func status(_ value: JSONValue) -> Int? {
        let number = value.number.flatMap { Int(exactly: $0) } ?? value.string.flatMap { Int($0) }
        return number.flatMap { (400..<600).contains($0) ? $0 : nil }
    }
}

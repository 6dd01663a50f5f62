import StudyModel
import Text

/// Makes out why an endpoint gave no reply, from its status and its words.
struct FailureReader: Sendable {
    let words: ServerWords

    /// Returns the cause of an answer that is no reply.
    func cause(of answer: HTTPAnswer, document: JSONValue?) -> ModelFailure.Cause {
        let quote = words.quote(answer.body, document: document)
        if (300..<400).contains(answer.status) {
            return .redirected(to: words.line(answer.headers["location"] ?? ""))
        }
        return cause(status: answer.status, document: document, quote: quote)
    }

    /// Returns the cause that a reply of status 200 names as an error; `nil` where it names none.
    func cause(in document: JSONValue) -> ModelFailure.Cause? {
        guard let error = document["error"], error != .null, document["choices"] == nil else { return nil }
        let status = error["code"]?.number.flatMap { Int(exactly: $0) } ?? 400
        let quote = words.quote([], document: document)
        return cause(status: (400..<600).contains(status) ? status : 400, document: document, quote: quote)
    }

    private func cause(status: Int, document: JSONValue?, quote: String) -> ModelFailure.Cause {
        switch status {
        case 401, 403: .unauthorized(words: quote)
        case 402: .quotaSpent(words: quote)
        case 404: .notFound(words: quote)
        case 413: .promptTooLong(tokens: nil, limit: nil, words: quote)
        case 429 where isQuota(document): .quotaSpent(words: quote)
        case 429: .rateLimited(words: quote)
        // Too slow, too early: as passing as a server's own trouble.
        case 408, 425, 500...: .serverError(status: status, words: quote)
        default: PromptExcess(document, words: quote)?.cause ?? .badRequest(status: status, words: quote)
        }
    }

    /// Tells whether a 429 is about money rather than pace.
    private func isQuota(_ document: JSONValue?) -> Bool {
        let error = document?["error"]
        return [error?["code"]?.string, error?["type"]?.string].contains("insufficient_quota")
    }
}

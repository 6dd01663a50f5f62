import StudyModel

extension ModelFailure {
    /// Why, in one line, for the record, the proposer and people; never with the key in it.
    package var sentence: String {
        let tries = attempts > 1 ? ", \(attempts) times" : ""
        return "\(model): " + cause.words + tries
    }
}

extension ModelFailure.Cause {
    fileprivate var words: String {
        switch self {
        case .noKey(.environment(let name)):
            "the environment variable \(name), which is to hold the key, is not set"
        case .noKey(.command(let command)): "`\(command)`, which is to print the key, printed none"
        case .unusableKey: "the key holds a character that no header may hold"
        case .unusableURL(.notHTTP): "its URL is no http or https address"
        case .unusableURL(.hasCredentials): "its URL holds a name or password, which would be recorded"
        case .unauthorized(let words): "the endpoint does not take the key\(quoted(words))"
        case .quotaSpent(let words): "the account's quota is spent\(quoted(words))"
        case .notFound(let words): "the endpoint has no such model or path\(quoted(words))"
        case .badRequest(let status, let words, _): "the endpoint answered \(status)\(quoted(words))"
        case .promptRefused(let words): "the endpoint does not take this prompt\(quoted(words))"
        case .webPage(let beginning): "the endpoint answers with a page for people\(quoted(beginning))"
        case .promptTooLong(let tokens, let limit, let words):
            tokens.flatMap { tokens in limit.map { "the prompt is too long, \(tokens) tokens of \($0)" } }
                ?? "the prompt is too long\(quoted(words))"
        case .redirected(let place): "the endpoint sends elsewhere, which is not followed\(quoted(place))"
        case .rateLimited(let words): "the endpoint limits the rate\(quoted(words))"
        case .serverError(let status, let words): "the endpoint answered \(status)\(quoted(words))"
        case .timedOut(let limit): "there was no reply within \(limit.components.seconds) s"
        case .notConnected(let host, let reason): "there is no connection to \(host)\(quoted(reason))"
        case .notTrusted(let host, let reason): "the certificate of \(host) is not trusted\(quoted(reason))"
        case .noLibrary: "libcurl, which asks models, is not on this machine"
        case .cutOff(let bytes): "the connection ended after \(bytes) bytes of the reply"
        case .tooLarge(let limit): "the reply was longer than \(limit / 1_000_000) MB"
        case .notJSON(let beginning): "the reply is no JSON\(quoted(beginning))"
        case .wrongShape(let field): "the reply lacks '\(field)'"
        }
    }

    private func quoted(_ words: String) -> String { words.isEmpty ? "" : ": \(words)" }
}

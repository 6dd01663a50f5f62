import StudyModel

/// Why a model gave no reply.
package struct ModelFailure: Error, Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// The place that the settings name holds no key: a variable that is not set, or a command that printed none.
        case noKey(KeySource)
        /// The key has a character that no header may hold.
        case unusableKey
        /// The settings' URL is no address that a request could be sent to.
        case unusableURL(UnusableURL)
        /// 401 or 403.
        case unauthorized(words: String)
        /// The account's money or quota is spent: 402, or 429 with such words.
        case quotaSpent(words: String)
        /// 404: a wrong URL, or a model that the endpoint does not have.
        case notFound(words: String)
        /// Any other 4xx. Lasting is what every step would meet: it is about a setting, or was said twice in a row.
        case badRequest(status: Int, words: String, isLasting: Bool = false)
        /// The endpoint does not take this prompt, for what it says.
        case promptRefused(words: String)
        /// A page for people instead of a reply, such as one to log in; how it begins.
        case webPage(beginning: String)
        /// The prompt, or prompt and reply together, are more than the model takes; the endpoint's counts where it told them.
        case promptTooLong(tokens: Int?, limit: Int?, words: String)
        /// The endpoint sends elsewhere, which is not followed: the key is for the settings' host alone.
        case redirected(to: String)
        /// 429, each time.
        case rateLimited(words: String)
        /// 5xx, each time.
        case serverError(status: Int, words: String)
        /// No whole reply within this time.
        case timedOut(after: Duration)
        /// No connection, or none that lasted until there was an answer.
        case notConnected(host: String, reason: String)
        /// The endpoint's certificate is not one that is trusted here.
        case notTrusted(host: String, reason: String)
        /// There is no libcurl on this machine.
        case noLibrary
        /// The connection ended in the middle of the reply.
        case cutOff(bytes: Int)
        /// The reply was stopped when it was longer than this.
        case tooLarge(limit: Int)
        /// The reply is no JSON; how it begins.
        case notJSON(beginning: String)
        /// The reply is JSON without this field.
        case wrongShape(missing: String)
    }

    package var cause: Cause
    /// The model's name.
    package var model: String
    /// Requests that were sent.
    package var attempts: Int
    /// How long was waited between them.
    package var waited: Duration
    /// What the endpoint counted all the same, such as for a reply of the wrong shape.
    package var usage: Usage

    package init(
        _ cause: Cause, model: String, attempts: Int = 0, waited: Duration = .zero, usage: Usage = .none
    ) {
        self.cause = cause
        self.model = model
        self.attempts = attempts
        self.waited = waited
        self.usage = usage
    }

    /// Why a URL cannot be used.
    package enum UnusableURL: Error, Hashable, Sendable {
        /// Not `http` or `https`, or without a host.
        case notHTTP
        /// A name or password in it would be recorded with the run.
        case hasCredentials
    }

}

extension ModelFailure.Cause {
    /// How far it reaches: whether the same request may get a reply a little later, another step's may, or none will with these settings.
    package var scope: Failure.Scope {
        switch self {
        case .rateLimited, .serverError, .timedOut, .notConnected, .cutOff: .attempt
        case .badRequest(_, _, let isLasting): isLasting ? .run : .step
        case .promptRefused, .promptTooLong, .tooLarge, .notJSON, .wrongShape: .step
        case .noKey, .unusableKey, .unusableURL, .unauthorized, .quotaSpent, .notFound, .redirected,
            .notTrusted,
            .noLibrary, .webPage:
            .run
        }
    }
}

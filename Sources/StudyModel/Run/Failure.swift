import Text

/// Why something that was asked of another program, a service or a machine did not come: no verdict on any candidate.
///
/// Made once, where it is seen and in the words of what failed. What follows from it goes by its scope: whoever asked asks again, the
/// loop goes on with the next step, or the run stops.
package struct Failure: Error, Hashable, Sendable {
    /// How far a failure reaches.
    package enum Scope: Hashable, Sendable {
        /// The same thing, asked for again, may come: a rate limit, a connection that broke.
        case attempt
        /// The same thing will not come, another step's may: a prompt that is too long, an answer that cannot be used.
        case step
        /// Nothing of the kind will come at any step: a key that is not taken, a program that is not there.
        case run
    }

    /// The exit code by which a command says that it may be tried again (`EX_TEMPFAIL` of `sysexits.h`).
    package static let tryAgain: Int32 = 75

    package var scope: Scope
    /// How long to wait before the next attempt, from now on; `nil` where nobody said.
    package var retryAfter: Duration?
    /// In one line.
    package var cause: String
    /// What to do about it, where that is known.
    package var hint: String?
    /// Whether whoever was asked did answer, and had nothing to bring.
    package var isAnswer = false

    package init(_ scope: Scope, _ cause: String, retryAfter: Duration? = nil, hint: String? = nil) {
        self.scope = scope
        self.cause = cause
        self.retryAfter = retryAfter
        self.hint = hint
    }

    /// Returns how long to wait by what a command wrote to `HONE_RETRY_AFTER`: seconds from now on; `nil` where that is something else.
    package static func retryAfter(in text: String) -> Duration? {
        guard let seconds = Double(text.filter { !$0.isWhitespace }), seconds >= 0 else { return nil }
        return .seconds(clamping: seconds)
    }
}

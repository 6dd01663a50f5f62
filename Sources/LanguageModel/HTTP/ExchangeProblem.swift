/// Why no whole answer came.
enum ExchangeProblem: Error, Hashable, Sendable {
    /// No connection, or none that lasted until there was an answer.
    case notConnected(reason: String)
    /// The connection ended after so many bytes of the answer's body.
    case cutOff(bytes: Int)
    /// The body was longer than this, and was left there.
    case tooLarge(limit: Int)
}

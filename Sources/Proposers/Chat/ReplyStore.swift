import StudyModel

/// Keeps the replies of a run that were paid for until their steps are recorded, so that a run that is killed does not ask again.
package protocol ReplyStore: Sendable {
    /// Returns what was kept under a key, or `nil` where nothing was.
    func reply(_ key: ReplyKey) async throws -> [UInt8]?

    /// Keeps a reply, durably: when this returns, a process that is killed does not lose it.
    func keep(_ reply: [UInt8], as key: ReplyKey) async throws
}

/// What one reply of a model answers.
package struct ReplyKey: Hashable, Sendable {
    package var step: StepID
    /// A digest of all that the model was sent, in hexadecimal digits.
    package var request: String

    package init(step: StepID, request: String) {
        self.step = step
        self.request = request
    }
}

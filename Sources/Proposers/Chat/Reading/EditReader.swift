/// Reads the edits out of a reply.
///
/// What a model writes beside what it was asked for is put up with as far as its meaning is plain.
protocol EditReader: Sendable {
    /// - Parameter known: the paths of the files that may be edited.
    func read(_ reply: String, known: [String]) -> ReadReply
}

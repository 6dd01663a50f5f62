import StudyModel

extension Evaluation {
    /// What the evaluator itself said of a candidate that has a score, line by line; empty where it said nothing.
    package var words: [String] {
        guard outcome == .scored, trials.contains(where: { $0.feedback?.isEmpty == false }) else { return [] }
        return feedback.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension String {
    /// Whether a line of feedback begins as the words of a failure do: `Traceback`, `KeyError: …`, `fatal: …`.
    var looksLikeError: Bool {
        let word = /^(\w+\.)*(\w*Error|\w*Exception|error|fatal|panic|Traceback|segmentation fault)\b/
            .ignoresCase()
        return firstMatch(of: word) != nil
    }
}

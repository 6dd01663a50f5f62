extension StringProtocol {
    /// The text in quotes, on one line and cut, as a message shows it.
    func excerpt(limit: Int = 120) -> String {
        let shown = prefix(limit).map { $0.isNewline ? " " : String($0) }.joined()
        return "'" + shown + (count > limit ? "…" : "") + "'"
    }
}

/// Two candidates that are named in one word, `A..B`: git allows no name with two dots in it.
struct RangeName {
    let ends: (String, String)

    /// Returns `nil` for any other word.
    init?(_ text: String) {
        let parts = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        ends = (parts[0], parts[1])
    }
}

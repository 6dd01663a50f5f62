/// A value of the file, with the place where it begins.
struct Value: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        /// Nothing, `~` or `null`.
        case nothing
        /// Text as it stands, without its quotes; numbers and Booleans only count as such without quotes.
        case scalar(String, isQuoted: Bool)
        case list([Value])
        case map([Entry])
    }

    struct Entry: Hashable, Sendable {
        var key: String
        var keyPlace: Place
        var value: Value
    }

    var content: Content
    var place: Place

    /// The text of a scalar that is not quoted.
    var plain: String? {
        if case .scalar(let text, false) = content { text } else { nil }
    }

    /// The text of any scalar.
    var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// The value as an error shows it, in one line of at most 40 characters.
    var shown: String {
        switch content {
        case .nothing: return "nothing"
        case .list: return "a list"
        case .map: return "a group of keys"
        case .scalar(let text, _):
            let line =
                text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
            return line == text && line.count <= 40 ? "\"\(line)\"" : "\"\(line.prefix(40))…\""
        }
    }
}

import StudyModel
import Text

/// A value of the file or of a record, with the place where it begins.
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
        var keyPlace: Place?
        var value: Value
    }

    var content: Content
    /// `nil` for what comes from no file.
    var place: Place?

    /// The text of a scalar that is not quoted.
    var plain: String? {
        if case .scalar(let text, false) = content { text } else { nil }
    }

    /// The text of any scalar.
    var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// The digits of a whole number; JSON has those beyond 2^53 as text.
    var digits: String? {
        plain ?? text.flatMap { UInt64($0).map { $0 > JSONValue.greatestWhole } == true ? $0 : nil }
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

// MARK: - JSON

extension Value {
    /// A value as a record has it.
    init(_ json: JSONValue) {
        content =
            switch json {
            case .null: .nothing
            case .bool, .number: .scalar(json.text, isQuoted: false)
            case .string(let text): .scalar(text, isQuoted: true)
            case .array(let elements): .list(elements.map { Value($0) })
            case .object(let fields):
                .map(
                    fields.sorted { $0.key < $1.key }.map { Entry(key: $0.key, value: Value($0.value)) })
            }
    }
}

extension JSONValue {
    /// A value of the file as JSON; only what is not in quotes can be a number or a truth value.
    init(_ value: Value) {
        switch value.content {
        case .nothing: self = .null
        case .list(let items): self = .array(items.map { JSONValue($0) })
        case .map(let entries):
            self = .object(Dictionary(entries.map { ($0.key, JSONValue($0.value)) }) { $1 })
        case .scalar("true", isQuoted: false): self = .bool(true)
        case .scalar("false", isQuoted: false): self = .bool(false)
        case .scalar(let text, let isQuoted):
            self = (isQuoted ? nil : Quantity.number(text)).map(JSONValue.number) ?? .string(text)
        }
    }
}

/// A place in the file, both counted from 1; columns count Unicode scalars.
package struct Place: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

import StudyModel
import Text

/// Writes values as YAML.
enum YAML {
    /// A value on one line.
    static func text(_ value: JSONValue) -> String {
        switch value {
        case .null, .bool, .number: value.text
        case .string(let text): scalar(text)
        case .array(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
        case .object(let fields):
            "{"
                + fields.sorted { $0.key < $1.key }.map { scalar($0.key) + ": " + text($0.value) }
                .joined(separator: ", ") + "}"
        }
    }

    /// Text in quotes where it would not be read back as it is without.
    static func scalar(_ text: String) -> String {
        let startsPlainly =
            text.first?.isLetter == true || text.first?.isNumber == true || text.hasPrefix("./")
            || text.hasPrefix("/")
        let isPlain = text.utf8.allSatisfy(isPlainByte) && startsPlainly && text.last != " "
        let isOther =
            ["null", "Null", "NULL", "true", "false"].contains(text) || Quantity.number(text) != nil
        return isPlain && !isOther ? text : quoted(text)
    }

    /// Text of several lines as a block below a key at the top, where that gives it back as it is; else as `scalar` has it.
    static func block(_ text: String) -> String {
        let endsLine = text.hasSuffix("\n")
        let lines = text.dropLast(endsLine ? 1 : 0).split(separator: "\n", omittingEmptySubsequences: false)
        let isShown = text.unicodeScalars.allSatisfy { $0 == "\n" || (0x20...0x7E).contains($0.value) }
        let isBlock = lines.count > 1 && isShown && lines.first?.first != " " && lines.first?.isEmpty == false
        guard isBlock, lines.last?.allSatisfy({ $0 == " " }) == false else { return scalar(text) }
        return (endsLine ? "|" : "|-") + lines.map { $0.isEmpty ? "\n" : "\n  " + $0 }.joined()
    }

    static func list(_ items: [String]) -> String { "[" + items.map(scalar).joined(separator: ", ") + "]" }

    private static func isPlainByte(_ byte: UInt8) -> Bool {
        (97...122).contains(byte | 0x20) || (48...57).contains(byte) || "_./*-% ".utf8.contains(byte)
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": return "\\" + String(scalar)
            case "\n": return "\\n"
            case "\t": return "\\t"
            default:
                let isShown =
                    scalar.value < 0xFFFE && ![.control, .format].contains(scalar.properties.generalCategory)
                    && !(0x2028...0x2029).contains(scalar.value)
                if isShown { return String(scalar) }
                let digits = String(scalar.value, radix: 16, uppercase: true)
                return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}

extension JSONValue {
    /// A setting's value as people read it: as the study file would have it, text without quotes.
    package var settingText: String {
        if case .string(let text) = self, !text.isEmpty { text } else { YAML.text(self) }
    }
}

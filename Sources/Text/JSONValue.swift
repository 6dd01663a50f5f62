/// A JSON value as another program wrote it, or is to read it.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// May be infinite or no number at all: Python writes `NaN` and `Infinity`, and what that means is the caller's business.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Whole numbers up to this one, 2^53, are the same in every program that reads JSON; a greater one is written as text.
    package static let greatestWhole = 1 << 53

    /// A whole number: as text beyond 2^53.
    package init(whole number: some BinaryInteger) {
        self =
            number.magnitude <= Self.greatestWhole ? .number(Double(number)) : .string("\(number)")
    }

    /// The value of a field; `nil` where this is no object or has no such field.
    package subscript(_ field: String) -> JSONValue? {
        guard case .object(let fields) = self else { return nil }
        return fields[field]
    }

    /// The fields; `nil` where this is no object.
    package var fields: [String: JSONValue]? {
        guard case .object(let fields) = self else { return nil }
        return fields
    }

    /// The elements; `nil` where this is no array.
    package var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The number; `nil` where this is none.
    package var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The text; `nil` where this is none.
    package var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// A text, number or truth value as it identifies an example: `case-1`, `3`, `true`.
    package var name: String? {
        switch self {
        case .string(let text): text
        case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }

    /// The value on one line, fields sorted, so that equal values give equal text; numbers that JSON has no words for are null.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let number) where !number.isFinite: "null"
        case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
        case .string(let text): Self.quoted(text)
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let fields):
            "{"
                + fields.sorted { $0.key < $1.key }.map { Self.quoted($0.key) + ":" + $0.value.text }
                .joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 32:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

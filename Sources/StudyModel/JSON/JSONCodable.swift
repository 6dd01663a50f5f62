import FoundationEssentials
import Text

/// A value that stands in every public JSON, stored or printed, as one JSON value.
package protocol JSONCodable {
    /// Returns `nil` where that is no such value.
    init?(json: JSONValue)
    /// Whether JSON has the value.
    var isWritable: Bool { get }
    /// Appends the value's JSON.
    func writeJSON(to bytes: inout [UInt8])
}

extension JSONCodable {
    package var isWritable: Bool { true }
}

extension Bool: JSONCodable {
    package init?(json: JSONValue) {
        guard case .bool(let value) = json else { return nil }
        self = value
    }

    package func writeJSON(to bytes: inout [UInt8]) { bytes += (self ? "true" : "false").utf8 }
}

/// A whole number up to 2^53 either way, which is what every reader's numbers hold; one beyond is written as text, and read as the last that
/// is none.
extension Int: JSONCodable {
    private static let known = -JSONValue.greatestWhole...JSONValue.greatestWhole

    package init?(json: JSONValue) {
        if let text = json.string {
            guard let value = Int(text) else { return nil }
            self = Swift.min(Swift.max(value, Self.known.lowerBound), Self.known.upperBound)
        } else {
            guard let value = json.number.flatMap({ Int(exactly: $0) }), Self.known.contains(value) else {
                return nil
            }
            self = value
        }
    }

    package func writeJSON(to bytes: inout [UInt8]) {
        if Self.known.contains(self) {
            bytes += description.utf8
        } else {
            description.writeJSON(to: &bytes)
        }
    }
}

/// A seed is text: it may be more than a reader's numbers hold.
extension UInt64: JSONCodable {
    package init?(json: JSONValue) {
        guard let value = json.string.flatMap({ UInt64($0) }) else { return nil }
        self = value
    }

    package func writeJSON(to bytes: inout [UInt8]) { description.writeJSON(to: &bytes) }
}

extension Double: JSONCodable {
    package init?(json: JSONValue) {
        guard let value = json.number, value.isFinite else { return nil }
        self = value
    }

    package var isWritable: Bool { isFinite }

    /// The shortest digits that read back as the same value; a whole number has no point.
    package func writeJSON(to bytes: inout [UInt8]) {
        let text = description
        bytes += (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8
    }
}

extension String: JSONCodable {
    package init?(json: JSONValue) {
        guard let value = json.string else { return nil }
        self = value
    }

    package func writeJSON(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in utf8 {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                bytes.append(byte)
            } else {
                bytes += Self.escaped(byte).utf8
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case 0x08: "\\b"
        case 0x0c: "\\f"
        case 0x0a: "\\n"
        case 0x0d: "\\r"
        case 0x09: "\\t"
        default: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}

extension JSONValue: JSONCodable {
    package init?(json: JSONValue) { self = json }

    package func writeJSON(to bytes: inout [UInt8]) { bytes += text.utf8 }
}

extension JSONCodable where Self: TextCodable {
    package init?(json: JSONValue) {
        guard let value = json.string.flatMap({ Self(text: $0) }) else { return nil }
        self = value
    }

    package func writeJSON(to bytes: inout [UInt8]) { text.writeJSON(to: &bytes) }
}

extension CommitID: JSONCodable {}
extension TreeID: JSONCodable {}
extension WriterID: JSONCodable {}
extension LineageName: JSONCodable {}
extension RunName: JSONCodable {}

extension JSONCodable where Self: RawRepresentable<String> {
    package init?(json: JSONValue) {
        guard let value = json.string.flatMap({ Self(rawValue: $0) }) else { return nil }
        self = value
    }

    package func writeJSON(to bytes: inout [UInt8]) { rawValue.writeJSON(to: &bytes) }
}

extension Outcome: JSONCodable {}
extension Verdict: JSONCodable {}
extension StopReason: JSONCodable {}
extension Actor: JSONCodable {}
extension Split: JSONCodable {}
extension Direction: JSONCodable {}
extension RecordedEvaluation.Source: JSONCodable {}
extension RecordedGain.Source: JSONCodable {}
extension Comparison.Unit: JSONCodable {}
extension EvaluationAttempt.End: JSONCodable {}
extension CompareRecord.Purpose: JSONCodable {}
extension LineageRecord.Change: JSONCodable {}
extension ReviewRecord.Decision: JSONCodable {}
extension RecordedSettings.Origin: JSONCodable {}

/// A moment in seconds since 1970, as people read it: RFC 3339 in UTC.
package struct Moment: JSONCodable {
    package let seconds: Int64

    package init(_ seconds: Int64) { self.seconds = seconds }

    package init?(json: JSONValue) {
        guard let text = json.string, let seconds = Self.seconds(of: text) else { return nil }
        self.seconds = seconds
    }

    package func writeJSON(to bytes: inout [UInt8]) { text.writeJSON(to: &bytes) }

    /// As it is written.
    package var text: String { Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601) }

    private static func seconds(of text: String) -> Int64? {
        do {
            return Int64(exactly: try Date(text, strategy: .iso8601).timeIntervalSince1970.rounded(.down))
        } catch {
            return nil
        }
    }
}

import FoundationEssentials
import StudyModel
import Text

/// A value that stands in the stored format as one JSON value.
protocol FormatValue {
    /// Returns `nil` where that is no such value.
    init?(_ json: JSONValue)
    /// Whether JSON has the value.
    var isWritable: Bool { get }
    /// Appends the value's JSON.
    func writeJSON(to bytes: inout [UInt8])
}

extension FormatValue {
    var isWritable: Bool { true }
}

extension Bool: FormatValue {
    init?(_ json: JSONValue) {
        guard case .bool(let value) = json else { return nil }
        self = value
    }

    func writeJSON(to bytes: inout [UInt8]) { bytes += (self ? "true" : "false").utf8 }
}

extension Int: FormatValue {
    /// Up to 2^53 either way, which is what every reader's numbers hold.
    private static let known = -9_007_199_254_740_992...9_007_199_254_740_992

    init?(_ json: JSONValue) {
        guard let number = json.number, let value = Int(exactly: number), Self.known.contains(value) else {
            return nil
        }
        self = value
    }

    func writeJSON(to bytes: inout [UInt8]) { bytes += description.utf8 }
}

/// A seed is text: it may be more than a reader's numbers hold.
extension UInt64: FormatValue {
    init?(_ json: JSONValue) {
        guard let value = json.string.flatMap({ UInt64($0) }) else { return nil }
        self = value
    }

    func writeJSON(to bytes: inout [UInt8]) { description.writeJSON(to: &bytes) }
}

extension Double: FormatValue {
    init?(_ json: JSONValue) {
        guard let value = json.number, value.isFinite else { return nil }
        self = value
    }

    var isWritable: Bool { isFinite }

    /// The shortest digits that read back as the same value; a whole number has no point.
    func writeJSON(to bytes: inout [UInt8]) {
        let text = description
        bytes += (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8
    }
}

extension String: FormatValue {
    init?(_ json: JSONValue) {
        guard let value = json.string else { return nil }
        self = value
    }

    func writeJSON(to bytes: inout [UInt8]) {
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

extension JSONValue: FormatValue {
    init?(_ json: JSONValue) { self = json }

    func writeJSON(to bytes: inout [UInt8]) { bytes += text.utf8 }
}

extension FormatValue where Self: TextCodable {
    init?(_ json: JSONValue) {
        guard let value = json.string.flatMap({ Self(text: $0) }) else { return nil }
        self = value
    }

    func writeJSON(to bytes: inout [UInt8]) { text.writeJSON(to: &bytes) }
}

extension CommitID: FormatValue {}
extension TreeID: FormatValue {}
extension WriterID: FormatValue {}
extension LineageName: FormatValue {}
extension RunName: FormatValue {}

extension FormatValue where Self: RawRepresentable<String> {
    init?(_ json: JSONValue) {
        guard let value = json.string.flatMap({ Self(rawValue: $0) }) else { return nil }
        self = value
    }

    func writeJSON(to bytes: inout [UInt8]) { rawValue.writeJSON(to: &bytes) }
}

extension Outcome: FormatValue {}
extension Verdict: FormatValue {}
extension StopReason: FormatValue {}
extension Actor: FormatValue {}
extension Split: FormatValue {}
extension Direction: FormatValue {}
extension RecordedEvaluation.Source: FormatValue {}
extension RecordedGain.Source: FormatValue {}
extension Comparison.Unit: FormatValue {}
extension EvaluationAttempt.End: FormatValue {}
extension CompareRecord.Purpose: FormatValue {}
extension LineageRecord.Change: FormatValue {}
extension ReviewRecord.Decision: FormatValue {}
extension RecordedSettings.Origin: FormatValue {}

/// A moment in seconds since 1970, as people read it: RFC 3339 in UTC.
struct Moment: FormatValue {
    let seconds: Int64

    init(_ seconds: Int64) { self.seconds = seconds }

    init?(_ json: JSONValue) {
        guard let text = json.string, let seconds = Self.seconds(of: text) else { return nil }
        self.seconds = seconds
    }

    func writeJSON(to bytes: inout [UInt8]) { text.writeJSON(to: &bytes) }

    var text: String { Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601) }

    private static func seconds(of text: String) -> Int64? {
        do {
            return Int64(exactly: try Date(text, strategy: .iso8601).timeIntervalSince1970.rounded(.down))
        } catch {
            return nil
        }
    }
}

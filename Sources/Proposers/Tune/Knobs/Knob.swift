import StudyModel
import Text

/// A number of a file that is tuned.
struct Knob: Hashable, Sendable {
    /// What a study calls it, or may: what is recorded of it goes by this.
    let name: String
    let place: NumberPlace
    let range: KnobRange

    /// What it is worth where the search starts.
    var start: Double { place.value }
}

/// Where a number stands, and how it is written there; a minus that belongs to it included.
struct NumberPlace: Hashable, Sendable {
    let path: String
    /// 0-based.
    let line: Int
    let columns: Range<Int>
    private let literal: NumberLiteral
    private let isNegative: Bool
    /// Whether another minus must not come to stand beside one.
    private let followsMinus: Bool

    /// - Parameter isSigned: whether it may have the other sign: a minus before it is then a part of it.
    init(_ site: LiteralSite, in source: Source, isSigned: Bool) {
        let before = source.text.lines[site.line].content[..<site.columns.lowerBound]
        isNegative = isSigned && Self.endsWithSign(before)
        path = source.path
        line = site.line
        columns = isNegative ? site.columns.lowerBound - 1..<site.columns.upperBound : site.columns
        literal = site.literal
        followsMinus = !isNegative && before.last == UInt8(ascii: "-")
    }

    var value: Double { isNegative ? -literal.value : literal.value }

    /// The number as it stands there, and as another value is written.
    func change(to value: Double) -> NumberChange {
        let sign = isNegative ? Array("-".utf8) : []
        return NumberChange(
            path: path, line: line + 1, from: String(decoding: sign + literal.spelling, as: UTF8.self),
            to: String(decoding: setting(value).spelling.drop(while: isSpace), as: UTF8.self))
    }

    var isWhole: Bool { !literal.isReal }

    /// The number with another value as it is to be written, and what that comes to.
    func setting(_ value: Double) -> (spelling: [UInt8], value: Double) {
        let written = literal.setting(abs(value))
        let isNegative = value < 0 && written.value > 0
        let sign = isNegative ? Array((followsMinus ? " -" : "-").utf8) : []
        return (sign + written.spelling, isNegative ? -written.value : written.value)
    }

    /// Whether the last byte is a minus that is no subtraction: nothing stands before it, or what no value ends with.
    private static func endsWithSign(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.last == UInt8(ascii: "-") else { return false }
        let rest = text.dropLast()
        guard let last = rest.last, !isSpace(last) else { return true }
        return !isNamePart(last) && !Array(")]}\"'-.".utf8).contains(last)
    }
}

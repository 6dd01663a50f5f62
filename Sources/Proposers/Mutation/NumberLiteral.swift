/// A number as a source writes it: its value, and all that its spelling says beside.
struct NumberLiteral: Hashable, Sendable {
    /// Digits in groups, such as `1'000` or `1_000_000`.
    struct Grouping: Hashable, Sendable {
        var separator: UInt8
        var size: Int
    }

    /// `0x`, `0b`, `0o`, the `0` of an octal number in C, or nothing.
    var prefix: [UInt8] = []
    var radix: UInt64 = 10
    /// All digits, those after the point included, as one number.
    var digits: UInt64
    /// How many of the digits stand after the point.
    var decimals = 0
    /// Whether it has a point or an exponent, so that any decimal fraction may stand there.
    var isReal = false
    /// The least number of digits before the point.
    var width = 1
    var grouping: Grouping?
    var isUppercase = false
    /// Exponent and suffix, as written: `e-3`, `UL`, `f`, `ms`.
    var tail: [UInt8] = []

    /// The number times `numerator / denominator`; an integer stays one, rounded. `nil` where it grows too large.
    func scaled(by numerator: UInt64, over denominator: UInt64) -> NumberLiteral? {
        // Two more decimals hold any quotient by 2, 4, 5, 10 or 100 of a decimal fraction.
        let (shifted, tooMany) = digits.multipliedReportingOverflow(by: isReal ? 100 : 1)
        let (product, overflow) = shifted.multipliedReportingOverflow(by: numerator)
        guard !tooMany, !overflow, product <= UInt64.max / 2 else { return nil }
        var result = self
        result.digits = (product + denominator / 2) / denominator
        if isReal {
            result.decimals += 2
            result.dropZeros(downTo: decimals)
        }
        return result.checked
    }

    /// The number plus `units` of its last digit; `nil` where that is below zero or too large.
    func shifted(by units: Int) -> NumberLiteral? {
        let amount = UInt64(units.magnitude)
        guard units > 0 || digits >= amount else { return nil }
        var result = self
        result.digits = units > 0 ? digits + amount : digits - amount
        return result.checked
    }

    /// This literal with the value of another; `nil` where that is written in another way, such as a fraction or in hexadecimal.
    func taking(_ other: NumberLiteral) -> NumberLiteral? {
        guard radix == other.radix, isReal == other.isReal, tail == other.tail else { return nil }
        var result = self
        (result.digits, result.decimals) = (other.digits, other.decimals)
        return result.checked
    }

    /// The literal as the source would write it.
    var spelling: [UInt8] {
        var body = Self.write(digits, radix: radix, uppercase: isUppercase)
        let least = decimals + width
        if body.count < least { body = Array(repeating: 48, count: least - body.count) + body }
        let fraction = body.suffix(decimals)
        let whole = grouped(Array(body.dropLast(decimals)))
        return prefix + whole + (decimals > 0 ? [46] + fraction : []) + tail
    }

    /// The largest value kept: a product of it with any factor of ours is still a machine word.
    static let largest: UInt64 = 1_000_000_000_000_000

    private var checked: NumberLiteral? { digits <= Self.largest && decimals <= 12 ? self : nil }

    /// Takes zeros from the end while more than `least` decimals are left.
    mutating func dropZeros(downTo least: Int) {
        while decimals > least, digits % 10 == 0 {
            digits /= 10
            decimals -= 1
        }
    }

    private func grouped(_ whole: [UInt8]) -> [UInt8] {
        guard let grouping, whole.count > grouping.size else { return whole }
        var result: [UInt8] = []
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % grouping.size == 0 { result.append(grouping.separator) }
            result.append(digit)
        }
        return result
    }

    private static func write(_ value: UInt64, radix: UInt64, uppercase: Bool) -> [UInt8] {
        Array(String(value, radix: Int(radix), uppercase: uppercase).utf8)
    }
}

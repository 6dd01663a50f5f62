import Glibc

extension NumberLiteral {
    /// What it is worth, without a sign.
    var value: Double {
        Double("\(digits)e\((exponent?.power ?? 0) - decimals)") ?? .greatestFiniteMagnitude
    }

    /// How many digits of a decimal fraction are written at most: as many as a reader can compare, and more than a measurement tells apart.
    private static let significant = 6

    /// The literal with another value of no sign, in its own spelling: a whole number stays one, rounded, and an exponent stays an exponent.
    func setting(_ value: Double) -> NumberLiteral {
        let value = min(Double(Self.largest), max(0, value))
        var result = self
        guard isReal else {
            result.digits = UInt64(value.rounded())
            return result
        }
        // Rounded first: 9.9999999 is 10.
        let rounded = Self.rounded(value)
        var mantissa = rounded
        if let exponent {
            let power = rounded > 0 ? Int(log10(rounded).rounded(.down)) : 0
            mantissa = Self.rounded(rounded / pow(10, Double(power)))
            result.tail = exponent.spelling(power)
        }
        let places = min(15, max(0, Self.significant - 1 - Self.power(of: mantissa)))
        result.digits = UInt64((mantissa * pow(10, Double(places))).rounded())
        result.decimals = places
        while result.decimals < decimals, result.digits <= Self.largest / 10 {
            result.digits *= 10
            result.decimals += 1
        }
        result.dropZeros(downTo: decimals)
        return result
    }

    /// A value to as many digits as are written.
    private static func rounded(_ value: Double) -> Double {
        let unit = pow(10, Double(significant - 1 - power(of: value)))
        let result = (value * unit).rounded() / unit
        return result.isFinite ? result : 0
    }

    private static func power(of value: Double) -> Int {
        value > 0 ? Int(log10(value).rounded(.down)) : 0
    }

    /// The exponent at the front of the tail, as it is written: `e-3`, `E+03`.
    private var exponent: Exponent? {
        guard radix == 10, isReal, let letter = tail.first, letter | 32 == UInt8(ascii: "e") else {
            return nil
        }
        let digits = tail.dropFirst().prefix { $0 == 43 || $0 == 45 || (48...57).contains($0) }
        guard let power = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        return Exponent(
            letter: letter, isSigned: digits.first == 43, width: digits.count { $0 >= 48 }, power: power,
            suffix: Array(tail.dropFirst(1 + digits.count)))
    }

    private struct Exponent {
        let letter: UInt8
        /// Whether a plus is written.
        let isSigned: Bool
        let width: Int
        let power: Int
        let suffix: [UInt8]

        func spelling(_ power: Int) -> [UInt8] {
            let digits = Array("\(abs(power))".utf8)
            let sign: [UInt8] = power < 0 ? [45] : isSigned ? [43] : []
            return [letter] + sign + Array(repeating: 48, count: max(0, width - digits.count)) + digits
                + suffix
        }
    }
}

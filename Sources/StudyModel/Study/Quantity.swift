/// Reads and writes numbers with units, in the study file's vocabulary.
package enum Quantity {
    /// The greatest number of anything that a study file counts.
    package static let most = 1_000_000_000

    /// Splits `1.5h` or `5 USD` into number and unit; the number is finite and not negative.
    package static func split(_ text: String) -> (number: Double, unit: String)? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
        guard let number = Double(digits.filter { $0 != "_" }), number.isFinite else { return nil }
        return (number, String(text.dropFirst(digits.count).drop { $0 == " " }))
    }

    /// Reads `90s`, `5m`, `1h30m`, `500ms`, `2d`; above zero and up to ten years.
    package static func duration(_ text: String) -> Duration? {
        let units: [String: Double] = [
            "ms": 1, "s": 1000, "m": 60_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000,
        ]
        var rest = text[...]
        var milliseconds = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let unit = rest.dropFirst(digits.count).prefix { $0.isLetter }
            guard let number = Double(digits), let factor = units[String(unit)] else { return nil }
            milliseconds += number * factor
            rest = rest.dropFirst(digits.count + unit.count)
        }
        guard milliseconds > 0, milliseconds <= 10 * 365 * 86_400_000 else { return nil }
        return .milliseconds(Int64(milliseconds.rounded(.up)))
    }

    /// Reads `2GiB`, `512 MiB`, `1GB`, `4096B` as bytes.
    package static func size(_ text: String) -> Int? {
        let units: [String: Double] = [
            "B": 1, "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KiB": 1024, "MiB": 1_048_576,
            "GiB": 1_073_741_824, "TiB": 1_099_511_627_776,
        ]
        guard let (number, unit) = split(text), let factor = units[unit] else { return nil }
        let bytes = number * factor
        return bytes >= 1 && bytes < 1e18 ? Int(clamping: bytes) : nil
    }

    /// Reads `5 USD`, or a number alone, which is in US dollars.
    package static func money(_ text: String) -> Money? {
        guard let (number, unit) = split(text) else { return nil }
        let isCurrency = unit.utf8.count == 3 && unit.utf8.allSatisfy { (65...90).contains($0) }
        guard unit.isEmpty || isCurrency else { return nil }
        return Money(amount: number, currency: unit.isEmpty ? "USD" : unit)
    }

    /// Reads `24000 tokens`, or a whole number alone.
    package static func tokens(_ text: String) -> Int? {
        guard let (number, unit) = split(text), unit.isEmpty || unit == "tokens" else { return nil }
        return number >= 1 && number < 1e15 && number == number.rounded() ? Int(exactly: number) : nil
    }

    /// Reads `20%` as 0.2.
    package static func percentage(_ text: String) -> Double? {
        guard let (number, unit) = split(text), unit == "%" else { return nil }
        return number / 100
    }

    /// Reads a finite decimal number.
    package static func number(_ text: String) -> Double? {
        let isDecimal = text.utf8.allSatisfy { (48...57).contains($0) || "+-.eE_".utf8.contains($0) }
        guard isDecimal, let number = Double(text.filter { $0 != "_" }), number.isFinite else { return nil }
        return number
    }

    /// Reads a whole number, with `_` between digits if that helps to read it.
    package static func wholeNumber(_ text: String) -> Int? {
        guard text.utf8.first != UInt8(ascii: "_"), text.utf8.first != UInt8(ascii: "+") else { return nil }
        return Int(text.filter { $0 != "_" })
    }

    // MARK: - Writing

    /// Writes a duration to the millisecond: `500ms`, `90s`, `5m`, `2h`.
    package static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        guard attoseconds == 0 else { return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms" }
        if seconds >= 3600, seconds % 3600 == 0 { return "\(seconds / 3600)h" }
        return seconds > 60 && seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }

    /// Writes bytes: `2GiB`, `1500B`.
    package static func text(size bytes: Int) -> String {
        let units = [("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
        guard let (unit, factor) = units.first(where: { bytes % $0.1 == 0 }) else { return "\(bytes)B" }
        return "\(bytes / factor)\(unit)"
    }

    /// Writes 0.2 as `20%`, so that it is read as the same share.
    package static func text(percentage share: Double) -> String {
        // What was read over 100 is the product, or at most two numbers from it.
        let product = share * 100
        let near = [
            product, product.nextUp, product.nextDown, product.nextUp.nextUp, product.nextDown.nextDown,
        ]
        let texts = near.filter { $0 / 100 == share }.map { text($0) }
        return (texts.min { $0.count < $1.count } ?? text(product)) + "%"
    }

    /// Writes a number that is not negative, without an exponent.
    package static func text(_ number: Double) -> String {
        let parts = "\(number)".split(separator: "e")
        let digits = parts[0].split(separator: ".")
        guard parts.count == 2, let exponent = Int(parts[1]) else {
            return digits.count == 2 && digits[1] == "0" ? String(digits[0]) : String(parts[0])
        }
        let all = digits.joined()
        let point = digits[0].count + exponent
        return point <= 0
            ? "0." + String(repeating: "0", count: -point) + all
            : all + String(repeating: "0", count: max(0, point - all.count))
    }
}

/// An amount with its currency.
package struct Money: Hashable, Sendable {
    package let amount: Double
    package let currency: String

    package init(amount: Double, currency: String) {
        self.amount = amount
        self.currency = currency
    }
}

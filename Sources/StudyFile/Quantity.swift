/// Reads numbers with units.
package enum Quantity {
    /// The greatest number of anything that a study file counts.
    static let most = 1_000_000_000

    /// Splits `1.5h` or `5 USD` into number and unit; the number is finite and not negative.
    static func split(_ text: String) -> (number: Double, unit: String)? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
        guard let number = Double(digits.filter { $0 != "_" }), number.isFinite else { return nil }
        return (number, String(text.dropFirst(digits.count).drop { $0 == " " }))
    }

    /// Reads `90s`, `5m`, `1h30m`, `500ms`, `2d`; above zero and up to ten years.
    package static func duration(_ text: String) -> Duration? {
        let units: [String: Double] = ["ms": 0.001, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400]
        var rest = text[...]
        var seconds = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let unit = rest.dropFirst(digits.count).prefix { $0.isLetter }
            guard let number = Double(digits), let factor = units[String(unit)] else { return nil }
            seconds += number * factor
            rest = rest.dropFirst(digits.count + unit.count)
        }
        guard seconds > 0, seconds <= 10 * 365 * 86400 else { return nil }
        return .milliseconds(Int64(clamping: (seconds * 1000).rounded(.up)))
    }

    /// Reads `2GiB`, `512 MiB`, `1GB`, `4096B` as bytes.
    static func size(_ text: String) -> Int? {
        let units: [String: Double] = [
            "B": 1, "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KiB": 1024, "MiB": 1_048_576,
            "GiB": 1_073_741_824, "TiB": 1_099_511_627_776,
        ]
        guard let (number, unit) = split(text), let factor = units[unit] else { return nil }
        let bytes = number * factor
        return bytes >= 1 && bytes < 1e18 ? Int(clamping: bytes) : nil
    }

    /// Reads `5 USD`, or a number alone, which is in US dollars.
    static func money(_ text: String) -> (amount: Double, currency: String)? {
        guard let (number, unit) = split(text) else { return nil }
        let isCurrency = unit.utf8.count == 3 && unit.utf8.allSatisfy { (65...90).contains($0) }
        guard unit.isEmpty || isCurrency else { return nil }
        return (number, unit.isEmpty ? "USD" : unit)
    }

    /// Reads `24000 tokens`, or a whole number alone.
    static func tokens(_ text: String) -> Int? {
        guard let (number, unit) = split(text), unit.isEmpty || unit == "tokens" else { return nil }
        return number >= 1 && number < 1e15 && number == number.rounded() ? Int(exactly: number) : nil
    }

    /// Reads `20%` as 0.2.
    static func percentage(_ text: String) -> Double? {
        guard let (number, unit) = split(text), unit == "%" else { return nil }
        return number / 100
    }

    /// Reads a finite decimal number.
    static func number(_ text: String) -> Double? {
        let isDecimal = text.utf8.allSatisfy { (48...57).contains($0) || "+-.eE_".utf8.contains($0) }
        guard isDecimal, let number = Double(text.filter { $0 != "_" }), number.isFinite else { return nil }
        return number
    }

    /// Reads a whole number, with `_` between digits if that helps to read it.
    static func wholeNumber(_ text: String) -> Int? {
        guard text.utf8.first != UInt8(ascii: "_"), text.utf8.first != UInt8(ascii: "+") else { return nil }
        return Int(text.filter { $0 != "_" })
    }
}

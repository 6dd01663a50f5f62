import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// Numbers as people read them, the same on the command line and on pages.
package enum Figures {
    /// A value with four significant digits: `0.1184`, `12.5`, `1204`, `3.1e-07`.
    package static func value(_ value: Double) -> String {
        if value == 0 { return "0" }
        guard value.isFinite else { return "\(value)" }
        let size = abs(value)
        // What rounds to 0.0001 is written like it.
        if size >= 1e7 || size < 0.99995e-4 { return scientific(value) }
        let digits = max(0, 3 - Int(clamping: log10(size).rounded(.down)))
        return trimmed(fixed(value, digits: digits))
    }

    /// A share as a signed percentage: `+12.3%`, `-0.4%`.
    package static func percent(_ share: Double) -> String {
        (share < 0 ? "-" : "+") + fixed(abs(share) * 100, digits: 1) + "%"
    }

    /// The level of an interval, in as many digits as its chance of being wrong takes: `95%`, `99.83%`, `99.982%`; never a certainty.
    package static func level(_ confidence: Double) -> String {
        let wrong = rounded((1 - confidence) * 100, digits: 2)
        guard wrong > 0, wrong < 100 else { return value(confidence * 100) + "%" }
        let digits = Int(clamping: max(0, 1 - log10(wrong * (1 + 1e-9)).rounded(.down)))
        return trimmed(fixed(100 - wrong, digits: min(12, digits))) + "%"
    }

    /// A length of time: `0.4s`, `42s`, `3m 05s`, `2h 10m`.
    package static func duration(_ seconds: Double) -> String {
        if seconds < 9.95 { return fixed(seconds, digits: 1) + "s" }
        let whole = Int(clamping: seconds.rounded())
        if whole < 60 { return "\(whole)s" }
        if whole < 3600 { return "\(whole / 60)m \(padded(whole % 60))s" }
        return "\(whole / 3600)h \(padded(whole % 3600 / 60))m"
    }

    /// A moment, in seconds since 1970, as the time of day that a clock on the wall shows: `14:05`.
    package static func timeOfDay(_ time: Int64, offsetMinutes: Int) -> String {
        let day = 24 * 60
        let minutes = (Int(time / 60) + offsetMinutes) % day
        let local = (minutes + day) % day
        return "\(padded(local / 60)):\(padded(local % 60))"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// A number with a fixed count of digits after the point.
    package static func fixed(_ value: Double, digits: Int) -> String {
        let scale = pow(10, Double(digits))
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e15 else { return "\(value)" }
        let units = Int(clamping: scaled)
        let factor = Int(clamping: scale)
        let sign = value < 0 && units != 0 ? "-" : ""
        guard digits > 0 else { return sign + "\(units)" }
        let fraction = "\(units % factor)"
        return sign + "\(units / factor)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// Returns the nearest number of so many significant digits.
    package static func rounded(_ value: Double, digits: Int) -> Double {
        guard value != 0, value.isFinite else { return value }
        let unit = pow(10, log10(abs(value)).rounded(.down) - Double(digits - 1))
        return (value / unit).rounded() * unit
    }

    private static func scientific(_ value: Double) -> String {
        var exponent = Int(clamping: log10(abs(value)).rounded(.down))
        // 9.9999 is written as 1, of the next power.
        if (abs(value) / pow(10, Double(exponent)) * 1000).rounded() >= 10_000 { exponent += 1 }
        return trimmed(fixed(value / pow(10, Double(exponent)), digits: 3)) + "e\(exponent)"
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}

/// A number as a person reads it in a sentence: four significant digits, or as many as a whole number has.
package struct Figure: CustomStringConvertible {
    private let value: Double

    package init(_ value: Double) { self.value = value }

    package var description: String {
        let size = abs(value)
        guard size < 1e15 else { return "\(value)" }
        if value == value.rounded() { return "\(Int(clamping: value))" }
        guard size < 1e4 else { return "\(Int(clamping: value.rounded()))" }
        // The scale is a power of ten that leaves four digits before the point; dividing by it is exact to what is shown.
        var scale = 1.0
        while size * scale < 1000, scale < 1e12 { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}

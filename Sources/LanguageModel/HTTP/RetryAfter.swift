/// When an endpoint wants to be asked again: the `Retry-After` header (RFC 9110, §10.2.3).
enum RetryAfter {
    /// Returns how long to wait from a moment in seconds since 1970; `nil` where the header is neither a count of seconds nor a date.
    static func delay(_ header: String, now: Int64) -> Duration? {
        if let seconds = Double(header), seconds >= 0 { return .seconds(clamping: seconds) }
        return date(header).map { .seconds(max(0, $0 - now)) }
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT` as seconds since 1970.
    private static func date(_ text: String) -> Int64? {
        let words = text.split { $0 == " " || $0 == ":" || $0 == "," }
        guard words.count == 8, words[7] == "GMT", let day = Int64(words[1]), (1...31).contains(day),
            let month = months.firstIndex(of: String(words[2])), let year = Int64(words[3]),
            (1970...9999).contains(year), let hour = Int64(words[4]), (0..<24).contains(hour),
            let minute = Int64(words[5]), (0..<60).contains(minute),
            let second = Int64(words[6]), (0...60).contains(second)
        else { return nil }
        return days(year, Int64(month + 1), day) * 86_400 + hour * 3600 + minute * 60 + second
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Days from 1970-01-01, counting years from March so that the leap day comes last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}

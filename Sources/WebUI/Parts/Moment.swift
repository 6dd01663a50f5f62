import Glibc

/// Moments as people and programs read them.
enum Moment {
    /// Returns a time, seconds since 1970, in UTC to the minute: `2026-11-22 21:40`.
    static func text(_ seconds: Int64, separator: String) -> String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))\(separator)"
            + "\(two(parts.tm_hour)):\(two(parts.tm_min))"
    }
}

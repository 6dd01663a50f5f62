import StudyModel

/// A program's words that its service takes no more for a while, and when it will again.
struct RateLimitNotice: Hashable, Sendable {
    /// The line that says so.
    let line: String
    /// From now on; `nil` where the words do not say, or say it in a way that is not known here.
    let retryAfter: Duration?

    /// Returns `nil` where the text is about anything else.
    ///
    /// Read what a program says of its failure, never what an agent wrote about its work. `now` is in seconds since 1970; times of day are
    /// taken as local, which `offsetMinutes` gives.
    init?(in text: String, now: Int64, offsetMinutes: Int) {
        guard let line = text.split(whereSeparator: \.isNewline).last(where: Self.saysSo) else { return nil }
        self.line = String(line).clipped(to: 200)
        // What is told may stand on a line of its own.
        retryAfter =
            Self.pause(in: String(line), now, offsetMinutes) ?? Self.pause(in: text, now, offsetMinutes)
    }

    private static let signs = [
        "rate limit", "rate_limit", "ratelimit", "rate-limit", "too many requests", "usage limit",
        "session limit", "weekly limit", "hit your limit", "limit reached", "overloaded", "quota",
        "resource_exhausted", "exhausted your capacity",
    ]

    private static func saysSo(_ line: Substring) -> Bool {
        let words = line.lowercased()
        return signs.contains { words.contains($0) } || words.contains(/\b(429|529)\b/)
    }

    // MARK: - When

    private static func pause(in text: String, _ now: Int64, _ offsetMinutes: Int) -> Duration? {
        let words = text.lowercased()
        if let match = words.firstMatch(of: /limit reached\|([0-9]{10})\b/), let time = Int64(match.1) {
            return .seconds(max(0, time - now))
        }
        if let match = words.firstMatch(of: /retry[-_ ]after["']?[:= ]+["']?([0-9]+(?:\.[0-9]+)?)s?\b/),
            let seconds = Double(match.1)
        {
            return .seconds(clamping: seconds)
        }
        let units = /(?:again|retry|resets?) (?:in|after) ((?:[0-9.]+ ?[a-z]+[ ,]*(?:and )?)+)/
        if let match = words.firstMatch(of: units), let pause = sum(match.1) { return pause }
        let clock = /(?:resets?|again) (?:at )?([0-9]{1,2})(?::([0-9]{2}))? ?(am|pm)?\b/
        guard let match = words.firstMatch(of: clock), let hour = Int(match.1) else { return nil }
        let minute = match.2.flatMap { Int($0) }
        // A lone number is no time of day.
        guard match.3 != nil || minute != nil else { return nil }
        let day = match.3.map { hour % 12 + ($0 == "pm" ? 12 : 0) } ?? hour
        return until(hour: day, minute: minute ?? 0, now, offsetMinutes)
    }

    /// Adds up `4 days 20 hours 9 minutes`, `1h2m3.5s`.
    private static func sum(_ text: Substring) -> Duration? {
        let seconds: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        var total: Double?
        for match in text.matches(of: /([0-9]+(?:\.[0-9]+)?) ?([a-z]+)/) {
            guard let number = Double(match.1), let first = match.2.first else { continue }
            let factor = match.2.hasPrefix("ms") ? 0.001 : seconds[first]
            guard let factor else { continue }
            total = (total ?? 0) + number * factor
        }
        return total.map { .seconds(clamping: $0) }
    }

    private static func until(hour: Int, minute: Int, _ now: Int64, _ offsetMinutes: Int) -> Duration? {
        guard hour < 24, minute < 60 else { return nil }
        let day: Int64 = 86400
        let local = (now + Int64(offsetMinutes) * 60) % day
        let ahead = (Int64(hour * 3600 + minute * 60) - local + day) % day
        // Just past: what is told is rounded, and the service's clock is not ours.
        return .seconds(ahead > day - 600 ? 60 : ahead)
    }
}

import Statistics

/// The durations of one thing that was done several times.
struct Timings {
    private(set) var milliseconds: [Double] = []

    /// Does `body` and adds how long it took.
    mutating func measure<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        let start = ContinuousClock.now
        let result = try await body()
        add(start.duration(to: .now))
        return result
    }

    mutating func add(_ duration: Duration) { milliseconds.append(duration / .milliseconds(1)) }

    var median: Double { Summaries.median(milliseconds) ?? .nan }
    var sum: Double { milliseconds.reduce(0, +) }
    var slowest: Double { milliseconds.max() ?? .nan }
    var fastest: Double { milliseconds.min() ?? .nan }
}

extension Double {
    /// The number with so many digits after the point.
    func text(digits: Int = 2) -> String {
        guard isFinite else { return "–" }
        let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
        let scaled = Int((abs(self) * scale).rounded())
        let sign = self < 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let fraction = "\(scaled % Int(scale))"
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(sign)\(scaled / Int(scale)).\(zeros)\(fraction)"
    }
}

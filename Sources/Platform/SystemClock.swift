import Glibc

/// The machine's clocks, read where a program starts and handed on as values.
package enum SystemClock {
    /// Seconds since 1970.
    package static func now() -> Int64 { Int64(time(nil)) }

    /// Seconds of a clock that never jumps, for durations.
    package static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The offset of the local time from UTC, now, in minutes.
    package static func offsetMinutes() -> Int {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        return local.tm_gmtoff / 60
    }
}

/// What a process is given by whoever started it; nothing below reads it from globals.
package struct Surroundings: Sendable {
    /// The environment variables.
    package var environment: [String: String]
    /// The folder that the command works in, absolute.
    package var directory: String
    /// The clock: seconds since 1970.
    package var now: @Sendable () -> Int64
    /// A clock that never jumps, in seconds, for durations.
    package var monotonic: @Sendable () -> Double
    /// The offset of the local time from UTC, in minutes, as commits say it.
    package var offsetMinutes: Int
    /// The version of the program, as recorded with a run.
    package var version: String

    package init(
        environment: [String: String], directory: String, now: @escaping @Sendable () -> Int64,
        monotonic: @escaping @Sendable () -> Double, offsetMinutes: Int, version: String
    ) {
        self.environment = environment
        self.directory = directory
        self.now = now
        self.monotonic = monotonic
        self.offsetMinutes = offsetMinutes
        self.version = version
    }

    /// Where a program lies that the PATH of an environment has; `nil` where it has none.
    ///
    /// Folders that are not absolute are left out: what they are depends on who asks.
    package static func program(_ name: String, in environment: [String: String]) -> String? {
        (environment["PATH"] ?? "").split(separator: ":").lazy.map { "\($0)/\(name)" }.first {
            $0.hasPrefix("/") && HostFile.target($0)?.kind == .file && HostFile.isExecutable($0)
        }
    }
}

import Git
import StudyModel

/// What a store takes from outside: time, chance, identity, and where a test may stop it.
package struct StoreOptions: Sendable {
    /// Reads the settings that are recorded of a run.
    package var settingsReader: SettingsReader
    /// The time, in seconds since 1970.
    package var now: @Sendable () -> Int64
    /// The offset of the local time from UTC, in minutes.
    package var offsetMinutes: Int
    /// A random number, for the ID of a new writer.
    package var random: @Sendable () -> UInt64
    /// How an event's objects reach the disk before its journal ref moves; with `.none` the ref is not synced either.
    package var sync: SyncPolicy
    /// How soon branches and notes follow the journal while steps come fast.
    package var pace: ProjectionPace
    package var failpoints: Failpoints

    package init(
        settingsReader: @escaping SettingsReader, now: @escaping @Sendable () -> Int64,
        offsetMinutes: Int = 0,
        random: @escaping @Sendable () -> UInt64,
        sync: SyncPolicy = .pack,
        pace: ProjectionPace = .everyStep, failpoints: Failpoints = .none
    ) {
        self.settingsReader = settingsReader
        self.now = now
        self.offsetMinutes = offsetMinutes
        self.random = random
        self.sync = sync
        self.pace = pace
        self.failpoints = failpoints
    }

    /// Returns in whose name git would make a commit now.
    func authorship(in repository: Repository) throws -> Authorship {
        try repository.context.authorship(time: now(), offsetMinutes: offsetMinutes)
    }
}

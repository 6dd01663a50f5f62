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
    /// Author and committer; `nil` for git's configuration.
    package var identity: Identity?
    /// How an event's objects reach the disk before its journal ref moves; with `.none` the ref is not synced either.
    package var sync: SyncPolicy
    /// How soon branches and notes follow the journal while steps come fast.
    package var pace: ProjectionPace
    package var failpoints: Failpoints

    /// A name and an address.
    package struct Identity: Hashable, Sendable {
        package let name: String
        package let email: String

        package init(name: String, email: String) {
            self.name = name
            self.email = email
        }
    }

    package init(
        settingsReader: @escaping SettingsReader, now: @escaping @Sendable () -> Int64,
        offsetMinutes: Int = 0,
        random: @escaping @Sendable () -> UInt64,
        identity: Identity? = nil, sync: SyncPolicy = .pack,
        pace: ProjectionPace = .everyStep, failpoints: Failpoints = .none
    ) {
        self.settingsReader = settingsReader
        self.now = now
        self.offsetMinutes = offsetMinutes
        self.random = random
        self.identity = identity
        self.sync = sync
        self.pace = pace
        self.failpoints = failpoints
    }

    /// Returns author and committer as of now.
    func signature(in repository: isolated Repository) throws -> Signature {
        guard let identity else {
            return try repository.signature(time: now(), offsetMinutes: offsetMinutes)
        }
        return Signature(
            name: identity.name, email: identity.email, time: now(), offsetMinutes: offsetMinutes)
    }
}

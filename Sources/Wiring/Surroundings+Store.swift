import StudyFile
import StudyModel
import StudyStore

extension Surroundings {
    /// What the store takes from outside.
    ///
    /// `HONE_FAILPOINT=n` makes the process kill itself at the n-th write of a step: the way the tests try every crash.
    /// Branches and notes follow the journal four times a second, or with each step that takes longer than that;
    /// `HONE_PROJECTION_MS` is another interval, in milliseconds.
    func storeOptions() -> StoreOptions {
        let failpoints =
            environment["HONE_FAILPOINT"].flatMap { Int($0) }.map(Failpoints.killAt(count:)) ?? .none
        let interval = environment["HONE_PROJECTION_MS"].flatMap { Int($0) } ?? 250
        return StoreOptions(
            settingsReader: { settings throws(UnreadableSettings) in try SettingsReading(settings) },
            now: now, offsetMinutes: offsetMinutes, random: { UInt64.random(in: .min ... .max) },
            identity: identity,
            pace: ProjectionPace(
                interval: .milliseconds(interval), uptime: { [monotonic] in .seconds(clamping: monotonic()) },
                pause: { try? await Task.sleep(for: $0) }),
            failpoints: failpoints)
    }

    /// Author and committer from the environment, as with `git commit`; `nil` for git's configuration.
    private var identity: StoreOptions.Identity? {
        let name = environment["GIT_AUTHOR_NAME"] ?? environment["GIT_COMMITTER_NAME"]
        let email = environment["GIT_AUTHOR_EMAIL"] ?? environment["GIT_COMMITTER_EMAIL"]
        guard let name, let email, !name.isEmpty, !email.isEmpty else { return nil }
        return StoreOptions.Identity(name: name, email: email)
    }
}

import Git
import Platform
import StudyFile
import StudyModel
import StudyStore

extension Surroundings {
    /// The versions of what steps a run, by program.
    package var programs: [String: String] { ["hone": version, "libgit2": LibraryVersion.text] }

    /// What the store takes from outside.
    ///
    /// Branches and notes follow the journal four times a second, or with each step that takes longer than that.
    func storeOptions() -> StoreOptions {
        let tests = TestVariables(environment)
        return StoreOptions(
            settingsReader: { settings throws(UnreadableSettings) in try SettingsReading(settings) },
            now: now, offsetMinutes: offsetMinutes, random: { UInt64.random(in: .min ... .max) },
            identity: identity,
            pace: ProjectionPace(
                interval: .milliseconds(tests.projectionInterval ?? 250),
                uptime: { [monotonic] in .seconds(clamping: monotonic()) },
                pause: { try? await Task.sleep(for: $0) }),
            failpoints: tests.failpoint.map(Failpoints.killAt(count:)) ?? .none)
    }

    /// Author and committer from the environment, as with `git commit`; `nil` for git's configuration.
    private var identity: StoreOptions.Identity? {
        let name = environment["GIT_AUTHOR_NAME"] ?? environment["GIT_COMMITTER_NAME"]
        let email = environment["GIT_AUTHOR_EMAIL"] ?? environment["GIT_COMMITTER_EMAIL"]
        guard let name, let email, !name.isEmpty, !email.isEmpty else { return nil }
        return StoreOptions.Identity(name: name, email: email)
    }
}

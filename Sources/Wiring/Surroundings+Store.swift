import Git
import Platform
import StudyFile
import StudyModel
import StudyStore

extension Surroundings {
    /// What the store takes from outside.
    ///
    /// Branches and notes follow the journal four times a second, or with each step that takes longer than that.
    func storeOptions() -> StoreOptions {
        let tests = TestVariables(environment)
        return StoreOptions(
            settingsReader: { settings throws(UnreadableSettings) in try SettingsReading(settings) },
            now: now, offsetMinutes: offsetMinutes, random: { UInt64.random(in: .min ... .max) },
            pace: ProjectionPace(
                interval: .milliseconds(tests.projectionInterval ?? 250),
                uptime: { [monotonic] in .seconds(clamping: monotonic()) },
                pause: { try? await Task.sleep(for: $0) }),
            failpoints: tests.failpoint.map(Failpoints.killAt(count:)) ?? .none)
    }
}

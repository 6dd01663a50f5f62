import Glibc
import Operations
import StudyModel

/// Work that Ctrl-C stops in two stages.
enum Interruptible {
    /// What is said of an interruption, by what was under way.
    struct Words {
        /// After the first signal.
        var first = "Stopping after this step. Press Ctrl-C again to stop now."
        /// After the second.
        var end = ErrorReport(
            what: "Stopped in the middle of a step, which was not recorded",
            hint: "Go on with `hone run --resume`", exit: .interrupted)

        /// Of work without steps, of which nothing is left; `end` says so.
        static func whole(_ end: String) -> Words {
            Words(
                first: "Stopping. Press Ctrl-C again to stop now.",
                end: ErrorReport(what: end, exit: .interrupted))
        }
    }

    /// Runs `body`; the first SIGINT or SIGTERM asks it to stop after the step in flight, the second cancels it. `hone stop` asks, however often.
    static func run<Value: Sendable>(
        telling console: Console, words: Words = Words(),
        _ body: @escaping @Sendable (StopRequest) async throws -> Value
    ) async throws -> Value {
        let stop = StopRequest()
        let first = words.first
        let signals = AsyncStream<Int32>.signals(StopTime.afterStep.signals + StopTime.now.signals)
        // What they do by default they do again only when `body` has ended.
        defer { withExtendedLifetime(signals) {} }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body(stop) }
            group.addTask {
                for await number in signals {
                    if stop.isMade {
                        if StopTime.now.signals.contains(number) { return nil }
                        continue
                    }
                    stop.make()
                    console.note("\n" + first)
                }
                return nil
            }
            defer { group.cancelAll() }
            do {
                // The watcher ends first only on the second signal.
                if let first = try await group.next(), let value = first { return value }
                group.cancelAll()
                if let second = try await group.next(), let value = second { return value }
            } catch is CancellationError {}
            throw words.end
        }
    }
}

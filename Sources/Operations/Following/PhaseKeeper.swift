import Listings
import StudyModel
import StudyStore

/// Keeps what a loop is about where other processes of the clone find it, and hands on all that it is told.
///
/// Steps may come by the hundred a second: what is said is at most a tenth of a second old, and no loop waits for it.
struct PhaseKeeper: RunObserver {
    private let next: any RunObserver
    private let work: CurrentWork
    private let run: RunRecord
    private let now: @Sendable () -> Int64
    private let phases: AsyncStream<CurrentPhase>
    private let news: AsyncStream<CurrentPhase>.Continuation

    init(_ next: any RunObserver, of journal: RunJournal, now: @escaping @Sendable () -> Int64) {
        self.next = next
        self.now = now
        work = journal.currentWork
        run = journal.record
        (phases, news) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func observe(_ progress: Progress) async {
        if let phase = Phase(progress, who: run.study.proposer.name) {
            news.yield(CurrentPhase(phase, since: now()))
        }
        await next.observe(progress)
    }

    /// Keeps it while `body` is at work.
    func during<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
        defer { work.end() }
        // Cancelled, and waited for, when this returns.
        async let _ = keep()
        return try await body()
    }

    private func keep() async {
        for await phase in phases {
            do {
                try work.say(Array(StreamLine.phase(phase, of: run.run).text.utf8))
                try await Task.sleep(for: .milliseconds(100))
            } catch {
                // Nobody is told then: nothing depends on it.
            }
        }
    }
}

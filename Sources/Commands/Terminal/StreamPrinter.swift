import Listings
import Operations
import StudyModel

/// Tells a program of a run as it goes, a line for each event and each moment; whoever reads slowly, or not at all, slows no step.
///
/// Events wait in the journal, so that none is ever dropped and none is held: each is read from there when it is its turn. What passes waits
/// here, and the oldest is dropped where it is too much.
final class StreamPrinter: RunObserver {
    private let output: LineOutput
    private let console: Console
    private let reader: RunReader
    /// What the run may spend in all by now.
    private let budget: Budget
    private let now: @Sendable () -> Int64
    private let queue = StreamQueue()

    /// - Parameters:
    ///   - console: notes for people go to its standard error.
    ///   - now: seconds since 1970.
    init(
        _ output: LineOutput, of live: LiveRun, console: Console, now: @escaping @Sendable () -> Int64
    ) {
        self.output = output
        (reader, budget) = (live.reader, live.budget)
        self.console = console
        self.now = now
    }

    // MARK: - What happens

    func observe(_ progress: Progress) async {
        switch progress {
        case .began(let view), .recorded(_, let view): queue.add(.events(view.eventCount))
        case .noticed(let words): warn(words, code: "notice")
        default:
            guard let phase = Phase(progress, who: reader.record.study.proposer.name) else { return }
            queue.add(.passing(.phase(CurrentPhase(phase, since: now()), of: reader.record.run)))
        }
    }

    /// Tells of what somebody should know; people read it on standard error.
    func warn(_ text: String, code: String) {
        console.note("Note: " + text)
        queue.add(.passing(.warning(text, code: code, of: reader.record.run, at: now())))
    }

    // MARK: - Printing

    /// Prints while `body` steps the run, and the last line when it returns or throws; nothing more where it is cancelled.
    ///
    /// - Parameter exit: the exit code that an end comes to.
    func during(
        exit: (RunEnd) -> Int32, _ body: () async throws -> RunEnd
    ) async throws -> RunEnd {
        let start = try await reader.view()
        async let printed: Void = printTurns(after: start)
        do {
            let end = try await body()
            queue.close(with: .ended(RunStatus(view: end.view), exit: exit(end)))
            await printed
            return end
        } catch let error where !(error is CancellationError) {
            queue.close(with: .failed(ErrorReport(of: error)))
            await printed
            throw error
        }
    }

    private func printTurns(after start: RunView) async {
        var follower = RunFollower(reader)
        do { try await follower.pass(to: start.eventCount) } catch { report(error) }
        let first = StreamLine.started(
            follower.view, within: budget, at: now(), cursor: follower.cursor,
            process: ThisProcess.identifier)
        var isBegun = false
        for await turn in queue.turns where output.isRead {
            if turn.tellsOfEvents, !isBegun {
                isBegun = true
                await output.write(first)
            }
            do { try await print(turn, following: &follower) } catch { report(error) }
        }
    }

    /// The loop reads the same journal, and ends by what it meets there.
    private func report(_ error: any Error) {
        console.note("Note: the events of the run cannot be printed: \(ErrorReport(of: error).oneLine)")
    }

    private func print(_ turn: StreamQueue.Turn, following follower: inout RunFollower) async throws {
        let dropped = queue.takeDropped()
        if dropped > 0 { await output.write(.gap(dropped, of: reader.record.run, at: now())) }
        switch turn {
        case .passing(let line): await output.write(line)
        case .events(let count): try await printEvents(to: count, following: &follower)
        case .ended(let status, let exit):
            try await printEvents(following: &follower)
            await output.write(.ended(status, at: now(), cursor: follower.cursor, exit: exit))
        case .failed(let report):
            try await printEvents(following: &follower)
            await output.write(report.line(of: reader.record.run, at: now()))
        }
    }

    private func printEvents(to count: Int? = nil, following follower: inout RunFollower) async throws {
        try await follower.follow(to: count) { entry, follower in
            if let line = try await follower.line(of: entry) { await output.write(line) }
        }
    }
}

import Listings
import Operations
import Synchronization

/// What a stream has still to print: bounded, whoever reads it.
///
/// Of events it holds how many there are, and they are read when it is their turn. What passes it holds itself, and lets the oldest go where
/// that is too much.
final class StreamQueue: Sendable {
    /// What is next.
    enum Turn: Sendable {
        case passing(StreamLine)
        /// Events are there, so many in all.
        case events(Int)
        case ended(RunStatus, exit: Int32)
        case failed(ErrorReport)

        /// Whether this process steps the run by now.
        var tellsOfEvents: Bool {
            switch self {
            case .events, .ended: true
            case .passing, .failed: false
            }
        }
    }

    /// So many turns wait at most.
    static let limit = 1000

    /// What is to be printed, in order; for one reader.
    let turns: AsyncStream<Turn>
    private let queue: AsyncStream<Turn>.Continuation
    private let dropped = Atomic(0)

    init() { (turns, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.limit)) }

    /// Adds a turn; never waits.
    func add(_ turn: Turn) {
        if case .dropped(.passing) = queue.yield(turn) { dropped.add(1, ordering: .relaxed) }
    }

    /// Adds the last turn.
    func close(with turn: Turn) {
        add(turn)
        queue.finish()
    }

    /// How many passing lines were let go since this was last asked.
    func takeDropped() -> Int { dropped.exchange(0, ordering: .relaxed) }
}

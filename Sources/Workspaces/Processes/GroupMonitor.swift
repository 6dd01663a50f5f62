import Glibc

/// Watches a process group from its start to the end of all its output, and kills it whole when its time is over.
///
/// Blocks, so it runs on a thread of its own. One loop sees to everything: both streams are drained at all times, so that
/// the group never waits for us; the leader's end, the deadline and a cancellation wake the same `poll`. The leader stays a
/// zombie meanwhile, so its ID, which is the group's, cannot be given to another process.
struct GroupMonitor {
    struct Report: Sendable {
        let stdout: CapturedOutput
        let stderr: CapturedOutput
        /// Whether the group was killed because its time was over.
        let timedOut: Bool
    }

    /// From the polite signal to the one that cannot be ignored.
    static let grace = Duration.milliseconds(500)
    /// How long output is waited for once the group was killed: what left the group may hold a stream open for ever.
    static let drain = Duration.milliseconds(1000)

    private enum Phase {
        case running(until: ContinuousClock.Instant)
        case terminating(until: ContinuousClock.Instant)
        case killed
        case ended(drainUntil: ContinuousClock.Instant)
    }

    private let leader: pid_t
    private let leaderDescriptor: Int32
    private let wake: Int32
    private var streams: [Int32]
    private var buffers: [OutputBuffer]
    private var phase: Phase
    private var timedOut = false
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)

    /// The descriptors stay the caller's; `wake` becomes readable when the group is to be killed at once.
    init(
        leader: pid_t, leaderDescriptor: Int32, stdout: Int32, stderr: Int32, wake: Int32, timeout: Duration,
        outputLimit: Int
    ) {
        self.leader = leader
        self.leaderDescriptor = leaderDescriptor
        self.wake = wake
        streams = [stdout, stderr]
        buffers = [OutputBuffer(limit: outputLimit), OutputBuffer(limit: outputLimit)]
        phase = .running(until: .now + timeout)
    }

    /// Returns when the leader has ended, its group was killed, and all output was read.
    mutating func watch() -> Report {
        while !isOver {
            let events = waitForEvents()
            for index in streams.indices where events[index] { readAvailable(index) }
            if events[2] { leaderEnded() }
            if events[3] { kill() }
            passDeadline()
        }
        return Report(stdout: buffers[0].captured, stderr: buffers[1].captured, timedOut: timedOut)
    }

    private var isOver: Bool {
        guard case .ended(let drainUntil) = phase else { return false }
        return streams.allSatisfy { $0 < 0 } || ContinuousClock.now >= drainUntil
    }

    /// Waits for output, the leader's end, a wake-up or the phase's deadline; says which of the four descriptors have one.
    private func waitForEvents() -> [Bool] {
        var isEnded = false
        var isKilled = false
        switch phase {
        case .ended: isEnded = true
        case .killed: isKilled = true
        default: break
        }
        // A descriptor below zero is passed over by poll.
        var polls = [
            streams[0], streams[1], isEnded ? -1 : leaderDescriptor, isEnded || isKilled ? -1 : wake,
        ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&polls, nfds_t(polls.count), timeLeft) > 0 else { return polls.map { _ in false } }
        return polls.map { $0.revents != 0 }
    }

    /// Milliseconds to the phase's deadline, rounded up; -1 where it has none.
    private var timeLeft: Int32 {
        guard let deadline else { return -1 }
        let left = (deadline - .now) / .milliseconds(1)
        return Int32(max(0, min(left.rounded(.up), 1_000_000)))
    }

    private var deadline: ContinuousClock.Instant? {
        switch phase {
        case .running(let until), .terminating(let until): until
        case .ended(let drainUntil): drainUntil
        case .killed: nil
        }
    }

    private mutating func readAvailable(_ index: Int) {
        let descriptor = streams[index]
        let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
            chunk.withUnsafeBytes {
                buffers[index].append(UnsafeRawBufferPointer(rebasing: $0.prefix(count)))
            }
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            streams[index] = -1
        }
    }

    private mutating func passDeadline() {
        switch phase {
        case .running(let until) where ContinuousClock.now >= until:
            timedOut = true
            Glibc.kill(-leader, SIGTERM)
            phase = .terminating(until: .now + Self.grace)
        case .terminating(let until) where ContinuousClock.now >= until: kill()
        default: break
        }
    }

    private mutating func kill() {
        Glibc.kill(-leader, SIGKILL)
        phase = .killed
    }

    /// What the leader left behind in its group goes with it.
    private mutating func leaderEnded() {
        Glibc.kill(-leader, SIGKILL)
        phase = .ended(drainUntil: .now + Self.drain)
    }
}

import Glibc

/// Watches a command from its start to the end of all its output, and has it killed whole when its time is over.
///
/// Blocks, so it runs on a thread of its own. One loop sees to everything: both streams are drained at all times, so that
/// the command never waits for us; its end and the deadline wake the same `poll`.
struct TreeMonitor {
    struct Report: Sendable {
        let stdout: CapturedOutput
        let stderr: CapturedOutput
        /// Whether it was killed because its time was over.
        let timedOut: Bool
    }

    /// From the polite signal to the one that cannot be ignored.
    static let grace = Duration.milliseconds(500)
    /// How long output is waited for once the command is gone: a daemon that was spared may hold a stream open for ever.
    static let drain = Duration.milliseconds(1000)

    private enum Phase {
        case running(until: ContinuousClock.Instant)
        case terminating(until: ContinuousClock.Instant)
        case killed
        case ended(drainUntil: ContinuousClock.Instant)
    }

    private let channel: Int32
    private var streams: [Int32]
    private var buffers: [OutputBuffer]
    private var phase: Phase
    private var timedOut = false
    private let onError: (@Sendable ([UInt8]) -> Void)?
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)

    /// The descriptors stay the caller's.
    ///
    /// - Parameters:
    ///   - channel: a supervised command's; what it has to read is left there.
    ///   - onError: hears of standard error as it comes.
    init(
        channel: Int32, stdout: Int32, stderr: Int32, timeout: Duration, outputLimit: Int,
        onError: (@Sendable ([UInt8]) -> Void)? = nil
    ) {
        self.onError = onError
        self.channel = channel
        streams = [stdout, stderr]
        buffers = [OutputBuffer(limit: outputLimit), OutputBuffer(limit: outputLimit)]
        phase = .running(until: .now + timeout)
    }

    /// Returns when nothing of the command is left and all output was read.
    mutating func watch() -> Report {
        while !isOver {
            let events = waitForEvents()
            for index in streams.indices where events[index] { readAvailable(index) }
            if events[2] { phase = .ended(drainUntil: .now + Self.drain) }
            passDeadline()
        }
        return Report(stdout: buffers[0].captured, stderr: buffers[1].captured, timedOut: timedOut)
    }

    private var isOver: Bool {
        guard case .ended(let drainUntil) = phase else { return false }
        return streams.allSatisfy { $0 < 0 } || ContinuousClock.now >= drainUntil
    }

    /// Waits for output, the command's end or the phase's deadline; says which of the three descriptors have something.
    private func waitForEvents() -> [Bool] {
        let isEnded = if case .ended = phase { true } else { false }
        // A descriptor below zero is passed over by poll.
        // Of the channel nothing is asked for but its end, which is always told.
        var polls = streams.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        polls.append(pollfd(fd: isEnded ? -1 : channel, events: 0, revents: 0))
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
            if index == 1, let onError { onError(Array(chunk.prefix(count))) }
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            streams[index] = -1
        }
    }

    private mutating func passDeadline() {
        switch phase {
        case .running(let until) where ContinuousClock.now >= until:
            timedOut = true
            SupervisedCommand.terminate(channel)
            phase = .terminating(until: .now + Self.grace)
        case .terminating(let until) where ContinuousClock.now >= until:
            SupervisedCommand.kill(channel)
            phase = .killed
        default: break
        }
    }
}

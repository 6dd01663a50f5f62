import Foundation

/// A program that a test has started and not yet waited for, with nothing of this process but what it is given.
///
/// Where the test lets it go before its end, it is killed with what it started.
package final class StartedProcess {
    private let words: [String]
    private let identifier: pid_t
    private let output: Capture
    private let errors: Capture
    private var isReaped = false

    /// Where a process writes.
    package enum Stream: Sendable {
        case output, errors
    }

    /// Starts a program, by its path or as `PATH` of the given environment finds it, in exactly that environment.
    package init(
        _ words: [String], in folder: String, environment: [String: String], input: String? = nil
    ) throws {
        self.words = words
        output = try Capture()
        errors = try Capture()
        let given = try Capture(input ?? "")
        let streams = [given.descriptor, output.descriptor, errors.descriptor]
        identifier = try Self.spawn(words, in: folder, environment: environment, streams: streams)
    }

    deinit {
        guard !isReaped else { return }
        kill(-identifier, SIGKILL)
        waitpid(identifier, nil, 0)
    }

    /// Sends it a signal.
    package func send(_ signal: Int32) { kill(identifier, signal) }

    /// What it has cost so far: time on a processor, and how often a thread of it gave one up or lost it.
    package func cost() throws -> (processor: Duration, switches: Int) {
        let folder = "/proc/\(identifier)"
        let stat = try String(contentsOfFile: folder + "/stat", encoding: .utf8)
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        let ticks = fields.count > 13 ? (Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0) : 0
        var switches = 0
        for thread in try FileManager.default.contentsOfDirectory(atPath: folder + "/task") {
            let status =
                (try? String(contentsOfFile: "\(folder)/task/\(thread)/status", encoding: .utf8)) ?? ""
            for line in status.split(separator: "\n") where line.contains("ctxt_switches") {
                switches += line.split(separator: "\t").last.flatMap { Int($0) } ?? 0
            }
        }
        return (.milliseconds(ticks * 1000 / sysconf(Int32(_SC_CLK_TCK))), switches)
    }

    /// Waits until it has written a text, and returns all that it has written there; throws when it ends before, or never does.
    @discardableResult
    package func wait(for text: String, in stream: Stream) throws -> String {
        let capture = stream == .output ? output : errors
        let watch = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        defer { close(watch) }
        inotify_add_watch(watch, "/proc/self/fd/\(capture.descriptor)", UInt32(IN_MODIFY))
        var request = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
        let deadline = Deadline()
        while true {
            let isOver = hasEnded(waiting: WNOHANG)
            let written = capture.text
            if written.contains(text) { return written }
            guard !isOver, !deadline.isOver else {
                throw TestProcess.Failure(description: "\(words) never wrote '\(text)', but:\n\(written)")
            }
            poll(&request, 1, 1000)
            var events = [UInt8](repeating: 0, count: 4096)
            _ = read(watch, &events, events.count)
        }
    }

    /// Waits for its end and returns what it wrote; where that does not come, kills it and throws.
    package func end(within limit: Duration = Deadline.usual) throws -> TestProcess {
        let alarm = DispatchSource.makeTimerSource(queue: .global())
        alarm.schedule(deadline: .now() + .seconds(Int(limit.components.seconds)))
        alarm.setEventHandler { [identifier] in kill(-identifier, SIGKILL) }
        alarm.resume()
        let deadline = Deadline(limit)
        // It is not reaped before the alarm is off, so that nobody else has its number by then.
        _ = hasEnded(waiting: 0)
        alarm.cancel()
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
        isReaped = true
        guard !deadline.isOver else {
            throw TestProcess.Failure(description: "\(words) had not ended after \(limit):\n\(errors.text)")
        }
        let signal = status & 0x7f
        return TestProcess(
            output: output.text, errors: errors.text,
            status: signal == 0 ? status >> 8 & 0xff : 128 + signal)
    }

    private func hasEnded(waiting option: Int32) -> Bool {
        var information = siginfo_t()
        while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT | option) != 0 {
            guard errno == EINTR else { return true }
        }
        return information.si_signo == SIGCHLD
    }

    private static func spawn(
        _ words: [String], in folder: String, environment: [String: String], streams: [Int32]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        for number in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(
            Int32.init)
        where number >= streams.count {
            posix_spawn_file_actions_addclose(&actions, number)
        }
        // A group of its own, and no signal held back: a thread of ours may have some blocked.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        let variables = environment.map { "\($0.key)=\($0.value)" }
        var identifier: pid_t = 0
        let code = withCStrings(["env", "-C", folder] + words) { words in
            withCStrings(variables) { variables in
                posix_spawn(&identifier, "/usr/bin/env", &actions, &attributes, words, variables)
            }
        }
        guard code == 0 else {
            throw TestProcess.Failure(
                description: "\(words) in '\(folder)': \(String(cString: strerror(code)))")
        }
        return identifier
    }
}

/// A file without a name that a process reads or writes: whatever the amount, nothing waits for the other side.
private final class Capture {
    let descriptor: Int32

    init(_ text: String = "") throws {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/hone-test-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
        unlink(template)
        let bytes = Array(text.utf8)
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    deinit { close(descriptor) }

    var text: String {
        var information = stat()
        fstat(descriptor, &information)
        var bytes = [UInt8](repeating: 0, count: Int(information.st_size))
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
}

private func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
}

import Csupervisor
import Glibc

/// What becomes of processes that have left a command's group when its program ends.
package enum Daemons: Hashable, Sendable {
    /// They are killed, whatever they did to hide.
    case ended
    /// They go on: the user's own programs leave key agents and the like behind.
    case spared
}

/// A command that runs under the supervisor, known by its channel; whatever is left of it is killed at the end of this value's life.
struct SupervisedCommand: ~Copyable {
    /// Ends when nothing of the command is left.
    let channel: Int32

    /// Starts a program in a session of its own; throws `WorkspaceError.cannotStart` where the system has no room for it.
    ///
    /// A program that cannot be run ends with 127, or 126, and says why on its standard error.
    init(
        program: String, words: [String], directory: String, environment: [String: String],
        streams: (Int32, Int32, Int32), limits: ProcessLimits, daemons: Daemons
    ) throws {
        let started = withCStrings(words) { words in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                program.withCString { program in
                    directory.withCString { directory in
                        var command = csupervisor_command(
                            program: program, words: words, variables: variables, folder: directory,
                            streams: streams, memory: UInt64(limits.memory ?? 0),
                            processes: UInt64(limits.processes ?? 0), spares_daemons: daemons == .spared)
                        return csupervisor_start(&command)
                    }
                }
            }
        }
        guard started >= 0 else { throw Self.failure(words[0], errno) }
        channel = started
    }

    deinit { close(channel) }

    /// Asks its process group to end.
    static func terminate(_ channel: Int32) { send(csupervisor_terminate, to: channel) }

    /// Has all of it killed; from any thread, while this value lives.
    static func kill(_ channel: Int32) { send(csupervisor_kill, to: channel) }

    /// Reads what the channel has when it has ended: how the program ended; throws what kept it from starting.
    ///
    /// `nil` where it never began, since somebody killed what was to start it.
    func status(of word: String) throws -> ExitStatus? {
        var report = csupervisor_report()
        let size = MemoryLayout<csupervisor_report>.size
        var hasBegun = false
        // The last one counts.
        while recv(channel, &report, size, 0) == size { hasBegun = true }
        guard hasBegun else { return nil }
        guard report.failure == 0 else { throw Self.failure(word, report.failure) }
        let signal = report.status & 0x7f
        return signal == 0 ? .exited(report.status >> 8 & 0xff) : .signaled(signal)
    }

    private static func send(_ order: csupervisor_order, to channel: Int32) {
        var byte = UInt8(truncatingIfNeeded: order.rawValue)
        // One that has ended hears nothing any more.
        _ = Glibc.send(channel, &byte, 1, Int32(MSG_NOSIGNAL))
    }

    private static func failure(_ word: String, _ code: Int32) -> WorkspaceError {
        .cannotStart(command: word, reason: String(cString: strerror(code)))
    }
}

/// What each process of a command may take; `nil` for no limit.
struct ProcessLimits: Hashable, Sendable {
    /// Bytes of address space.
    var memory: Int?
    /// How many processes the user may have at once.
    var processes: Int?
}

/// How a program ended.
enum ExitStatus: Hashable, Sendable, CustomStringConvertible {
    case exited(Int32)
    case signaled(Int32)

    var description: String {
        switch self {
        case .exited(let code): "exited with \(code)"
        case .signaled(let signal): "was killed by signal \(signal)"
        }
    }
}

private func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    let copies = texts.map { UnsafePointer(strdup($0)) }
    defer { for copy in copies { free(UnsafeMutablePointer(mutating: copy)) } }
    return body(copies + [nil])
}

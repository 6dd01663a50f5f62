import Glibc

/// A program in a session of its own: it goes on when who started it, or their terminal, is gone.
///
/// It reads nothing, its standard output is read here, and its standard error goes to a file.
package struct SeparateProcess: ~Copyable, Sendable {
    /// `POSIX_SPAWN_SETSID`, which glibc shows only to sources that ask for GNU's extensions.
    private static let newSession: Int16 = 0x80

    /// Its process ID.
    package let identifier: Int32
    private let output: Int32

    /// Starts a program, by its path, with this process's environment and in its folder.
    ///
    /// - Parameter errors: the file for standard error, which is made; what it had is gone.
    package init(_ program: String, _ arguments: [String], errors: String) throws(FileError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw FileError("make a pipe for", program) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        let file: OpenFile
        do throws(FileError) {
            file = try OpenFile(errors, O_WRONLY | O_CREAT | O_TRUNC)
        } catch {
            close(ends[0])
            throw error
        }
        guard let process = Self.spawn(program, arguments, output: ends[1], errors: file.descriptor) else {
            close(ends[0])
            throw FileError("start", program)
        }
        (identifier, output) = (process, ends[0])
        _ = consume file
    }

    deinit { close(output) }

    private static func spawn(
        _ program: String, _ arguments: [String], output: Int32, errors: Int32
    ) -> pid_t? {
        var attributes = posix_spawnattr_t()
        var actions = posix_spawn_file_actions_t()
        guard posix_spawnattr_init(&attributes) == 0, posix_spawn_file_actions_init(&actions) == 0 else {
            return nil
        }
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        // What this process ignores or holds back is no affair of its own.
        var (none, usual) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigemptyset(&usual)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(
            &attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, &attributes, &words, environ)
        errno = code
        return code == 0 ? process : nil
    }

    /// Asks it to stop, as Ctrl-C pressed twice would: two signals, for two that are the same may come as one.
    package func interrupt() {
        kill(identifier, SIGINT)
        kill(identifier, SIGTERM)
    }

    /// Returns what it has written since this was last asked, without waiting; empty where it has written nothing, `nil` at its end.
    package func written() -> [UInt8]? {
        var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, 0) > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(output, &buffer, buffer.count)
        if count < 0 { return errno == EINTR ? [] : nil }
        return count == 0 ? nil : Array(buffer[..<count])
    }

    /// Waits for its end, and with it this thread, and returns its exit code; 128 and more where a signal ended it.
    package func end() -> Int32 {
        var status: Int32 = 0
        let process = identifier
        guard uninterrupted({ waitpid(process, &status, 0) }) == process else { return 1 }
        let signal = status & 0x7f
        return signal == 0 ? status >> 8 & 0xff : 128 + signal
    }
}

import Glibc

/// A command of the user's for the shell, in their folder and with their environment.
struct ShellProcess {
    private let id: pid_t

    /// Starts it; `nil` where there is no shell, or no process more.
    ///
    /// - Parameters:
    ///   - input: what it reads; nothing where there is none.
    ///   - output: where it writes; as this process does where nothing is said.
    init?(_ command: String, environment: [String: String], input: Int32? = nil, output: Int32? = nil) {
        var actions = posix_spawn_file_actions_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
        var words: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command), nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var process: pid_t = 0
        guard posix_spawnp(&process, "sh", &actions, nil, &words, &variables) == 0 else { return nil }
        id = process
    }

    /// Waits for its end and returns its exit code; of one that a signal ended 128 and the signal's number, as shells say it.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }
}

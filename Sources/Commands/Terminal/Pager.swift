import Glibc

/// The program that shows long text a screen at a time.
///
/// As git has it: `GIT_PAGER`, else `PAGER`, else `less`; none where it is empty or `cat`, or where nobody looks at a terminal.
struct Pager {
    private let command: String?
    private let environment: [String: String]
    private let console: Console

    init(environment: [String: String], console: Console) {
        let chosen = environment["GIT_PAGER"] ?? environment["PAGER"] ?? "less"
        command = console.isTerminal && !["", "cat"].contains(chosen) ? chosen : nil
        self.environment = environment
        self.console = console
    }

    /// Shows lines, and waits until who reads them has done.
    func show(_ lines: [String]) {
        let text = lines.joined(separator: "\n") + "\n"
        guard let command, let process = start(command) else { return console.write(text) }
        // Ctrl-C is the pager's while it has the terminal.
        let before = signal(SIGINT, SIG_IGN)
        console.write(text, to: process.input)
        close(process.input)
        var status: Int32 = 0
        while waitpid(process.id, &status, 0) < 0, errno == EINTR {}
        signal(SIGINT, before)
        // 127: the shell found no such program.
        if status == 127 << 8 { console.write(text) }
    }

    private func start(_ command: String) -> (id: pid_t, input: Int32)? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        // Its end of ours must not be open in the pager, which waits for it to close.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else {
            close(ends[1])
            return nil
        }
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
        // What git sets: a text of one screen is just printed, and colors are kept.
        let given = ["LESS": "FRX", "LV": "-c"].merging(environment) { $1 }
        var words: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command), nil]
        var variables: [UnsafeMutablePointer<CChar>?] = given.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var process: pid_t = 0
        guard posix_spawnp(&process, "sh", &actions, nil, &words, &variables) == 0 else {
            close(ends[1])
            return nil
        }
        return (process, ends[1])
    }
}

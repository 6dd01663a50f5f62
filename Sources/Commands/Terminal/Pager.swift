import Glibc

/// The program that shows long text a screen at a time.
///
/// As git has it: `GIT_PAGER`, else `core.pager`, else `PAGER`, else `less`; none where it is empty or `cat`, or where nobody looks at a terminal.
struct Pager {
    private let command: String?
    private let environment: [String: String]
    private let console: Console

    /// - Parameter configured: git's `core.pager`; `nil` where it is not set.
    init(environment: [String: String], configured: String? = nil, console: Console) {
        let chosen = environment["GIT_PAGER"] ?? configured ?? environment["PAGER"] ?? "less"
        command = console.isTerminal && !["", "cat"].contains(chosen) ? chosen : nil
        self.environment = environment
        self.console = console
    }

    /// Shows lines, and waits until who reads them has done.
    func show(_ lines: [String]) {
        let text = lines.joined(separator: "\n") + "\n"
        guard let command, let (process, input) = start(command) else { return console.write(text) }
        // Ctrl-C is the pager's while it has the terminal.
        let before = signal(SIGINT, SIG_IGN)
        console.write(text, to: input)
        close(input)
        let code = process.wait()
        signal(SIGINT, before)
        // The shell found no such program.
        if code == 127 { console.write(text) }
    }

    /// Shows a file that was recorded: to a terminal as text, else byte by byte.
    func show(file bytes: [UInt8]) {
        guard console.isTerminal else { return console.writeExactly(bytes) }
        show(
            String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init))
    }

    private func start(_ command: String) -> (process: ShellProcess, input: Int32)? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        // Its end of ours must not be open in the pager, which waits for it to close.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // What git sets: a text of one screen is just printed, and colors are kept.
        let given = ["LESS": "FRX", "LV": "-c"].merging(environment) { $1 }
        guard let process = ShellProcess(command, environment: given, input: ends[0]) else {
            close(ends[1])
            return nil
        }
        return (process, ends[1])
    }
}

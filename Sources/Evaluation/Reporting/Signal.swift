/// Names of signals, as on Linux.
enum Signal {
    private static let names: [Int32: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS",
        8: "SIGFPE",
        9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM",
        15: "SIGTERM",
        24: "SIGXCPU", 25: "SIGXFSZ", 31: "SIGSYS",
    ]

    static var known: Set<Int32> { Set(names.keys) }

    /// Returns a signal's name, such as `SIGSEGV (segmentation fault)`.
    static func name(of signal: Int32) -> String {
        let meaning = [
            4: "illegal instruction", 6: "abort", 8: "arithmetic fault", 11: "segmentation fault",
        ][signal]
        return (names[signal] ?? "signal \(signal)") + (meaning.map { " (\($0))" } ?? "")
    }
}

import Operations
import StudyModel

#if canImport(Glibc)
    import Glibc
#endif

/// What tells somebody who does not look that a run has ended: a command of theirs, and the terminal's bell.
struct RunNotice {
    /// How a run ended, in a word.
    enum Result: String, CaseIterable {
        /// With a gain that is confirmed.
        case confirmed
        /// At its end, without one.
        case unconfirmed
        /// Before its end.
        case stopped
        case failed
    }

    /// For the shell; `nil` for the bell alone.
    let command: String?
    let environment: [String: String]
    let console: Console

    /// Gives the notice of a run that ended or was stopped.
    func give(of end: RunEnd) {
        let result: Result =
            !end.view.hasEnded
            ? .stopped : ClosingWords(end.view)?.isClaim == true ? .confirmed : .unconfirmed
        give(result, RunSummary(end.view, finish: end.finish).headline, of: end.view.record.run)
    }

    /// Gives that of one that failed; of one that could not start nobody knows the name.
    func give(of error: any Error) { give(.failed, ErrorReport(of: error).oneLine, of: nil) }

    private func give(_ result: Result, _ summary: String, of run: RunName?) {
        if console.isTerminal { console.writeExactly("\u{7}") }
        guard let command else { return }
        var variables = environment
        variables["HONE_RUN"] = run?.text
        variables["HONE_RESULT"] = result.rawValue
        variables["HONE_SUMMARY"] = summary
        // Standard output is for what was asked for.
        let code = ShellProcess(command, environment: variables, output: STDERR_FILENO)?.wait() ?? 127
        if code != 0 { console.note("Note: the command of --notify exited with \(code)") }
    }
}

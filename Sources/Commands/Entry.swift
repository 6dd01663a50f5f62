import ArgumentParser
import Listings
import Operations
import Platform
import StudyModel

#if canImport(Glibc)
    import Glibc
#endif

/// Runs the command line of this process and ends it with the right code.
package enum Entry {
    package static func main(_ arguments: [String]) async -> Never {
        // A reader that went away ends a listing quietly.
        signal(SIGPIPE, SIG_IGN)
        // A file that may grow no further (`ulimit -f`) is an error of who writes it.
        signal(SIGXFSZ, SIG_IGN)
        // Who makes a single step ends with it anyway, whether `hone stop` asks for that or not. What is started gets the default again.
        for number in StopTime.afterStep.signals { signal(number) { _ in } }
        do {
            var command = try await Hone.asyncParseAsRoot(inOrder(arguments))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            exit(0)
        } catch {
            exit(report(error, arguments: arguments))
        }
    }

    /// `-C FOLDER` may stand before the command, as git has it; the parser takes it behind.
    private static func inOrder(_ arguments: [String]) -> [String] {
        guard arguments.count > 2, arguments[0] == "-C" else { return arguments }
        let names = 2 + depth(of: arguments[2...])
        return Array(arguments[2..<names] + arguments[..<2] + arguments[names...])
    }

    /// How many of the words name a command and its subcommands.
    private static func depth(of words: ArraySlice<String>) -> Int {
        var commands = [Hone.configuration]
        for word in words {
            let last = commands[commands.count - 1]
            let known = last.subcommands + last.groupedSubcommands.flatMap(\.subcommands)
            guard let next = known.first(where: { $0._commandName == word }) else { break }
            commands.append(next.configuration)
        }
        return max(commands.count - 1, 1)
    }

    private static func report(_ error: any Error, arguments: [String]) -> Int32 {
        let exitCode = Hone.exitCode(for: error)
        // `--help` and `--version` come as errors too.
        if exitCode == .success {
            let message = Hone.message(for: error)
            let words = inOrder(arguments).filter { !["-h", "--help"].contains($0) }
            print(HelpMessage.isHelp(message) ? HelpMessage(of: words, parsed: message).text : message)
            return 0
        }
        if let code = error as? ExitCode { return code.rawValue }
        let report =
            ErrorReport(known: error) ?? usage(error, exitCode, arguments: arguments)
            ?? ErrorReport(of: error)
        Console(environment: ThisProcess.environment()).note(report.text)
        return report.exit.rawValue
    }

    /// What ArgumentParser found wrong, in our form.
    private static func usage(_ error: any Error, _ code: ExitCode, arguments: [String]) -> ErrorReport? {
        guard code == .validationFailure else { return nil }
        let lines = Hone.message(for: error).split(separator: "\n", omittingEmptySubsequences: false)
        let what = lines.first.map { $0.hasPrefix("Error: ") ? String($0.dropFirst(7)) : String($0) } ?? ""
        let commands = Hone.configuration.groupedSubcommands.flatMap { $0.subcommands }
        let names = commands.map { $0._commandName }
        let command = arguments.first { names.contains($0) }.map { "hone \($0) --help" } ?? "hone --help"
        if let typo = UnknownCommand(arguments, in: Hone.configuration) {
            return ErrorReport(what: typo.what, hint: typo.hint, exit: .wrongUsage)
        }
        let trimmed = what.hasSuffix(".") ? String(what.dropLast()) : what
        return ErrorReport(what: trimmed, hint: "See `\(command)`", exit: .wrongUsage)
    }
}

extension ErrorReport {
    /// The words for any error.
    init(of error: any Error) { self = ErrorReport(known: error) ?? ErrorReport(bug: error) }

    /// As the last line of a stream.
    ///
    /// - Parameter at: seconds since 1970.
    func line(of run: RunName?, at: Int64) -> StreamLine {
        .error(what, causes: causes, hint: hint, exit: exit.rawValue, of: run, at: at)
    }

    /// The words for an error that a layer below is known to throw, with times of day as they are here; `nil` for any other.
    init?(known error: any Error) { self.init(known: error, offsetMinutes: SystemClock.offsetMinutes()) }
}

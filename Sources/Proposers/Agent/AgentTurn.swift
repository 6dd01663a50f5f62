import StudyModel
import Workspaces

/// Which of a step's turns it is.
enum AgentTurn: Hashable, Sendable {
    case first
    /// Puts right what the first one changed outside the scope.
    case repair
}

/// What came of one turn.
struct AgentTurnResult: Hashable, Sendable {
    let process: ProcessResult
    /// What the program said; of a study's own command nothing is known.
    let output: AgentOutput
    let usage: Usage
    /// What went wrong; of a limit that the program ran into, it may be asked again.
    let failure: Failure?
    /// Whether what the turn changed counts all the same.
    let isUsable: Bool
    /// Why the program was not done, where what it had changed by then counts; nil where it was done.
    let interruption: String?

    /// The agent's last words: what it meant to say, or all that it printed.
    var message: String { output.message ?? process.stdout.text }

    /// What is kept of the turn.
    func attachments(reply: String, errors: String, raw: String) -> [Attachment] {
        let said = output.message.map { Attachment(path: reply, text: $0) }
        let printed = Attachment(path: said == nil ? reply : raw, bytes: process.stdout.bytes)
        let both = [said, printed, Attachment(path: errors, bytes: process.stderr.bytes)]
        return both.compactMap { $0 }.filter { !$0.bytes.isEmpty }
    }
}

/// What keeps an agent from an edit, and whether it would keep every other turn too.
enum AgentFailure {
    /// What agents say of a login or an account: the next step would meet it as well.
    private static let lasting = [
        "/login", "not logged in", "please log in", "login required", "unauthenticated",
        "authentication_error", "authenticationerror", "invalid x-api-key",
        "authentication failed", "failed to authenticate", "an auth method", "invalid api key", "api key not",
        "no api key",
        "credit balance is", "insufficient credit", "insufficient_quota", "401 unauthorized",
    ]

    /// - Parameter said: the program's last words.
    static func failure(_ cause: String, said: String) -> Failure {
        let words = (cause + "\n" + said).lowercased()
        return Failure(lasting.contains { words.contains($0) } ? .run : .step, cause)
    }
}

/// Reads what came of a turn from how its process ended and what it wrote.
struct AgentTurnReader {
    let settings: AgentSettings
    let mailbox: AgentMailbox
    let surroundings: AgentSurroundings

    func read(_ process: ProcessResult) -> AgentTurnResult {
        let preset = settings.program.preset
        let output =
            preset.map { AgentOutput(of: $0, stdout: process.stdout.text, stderr: process.stderr.text) }
            ?? AgentOutput()
        let problem = problem(process, output)
        let ranOut = process.ending == .timedOut || output.isOutOfTurns
        let failure = problem.map { AgentFailure.failure($0, said: lastWords(process, output)) }
        return AgentTurnResult(
            process: process, output: output, usage: output.usage == .none ? mailbox.usage : output.usage,
            failure: limit(process, output) ?? failure, isUsable: problem == nil || ranOut,
            interruption: ranOut ? problem : nil)
    }

    /// The last line of what it printed, with its complaints first.
    private func lastWords(_ process: ProcessResult, _ output: AgentOutput) -> String {
        let texts = [output.failure ?? "", process.stderr.text, output.message ?? process.stdout.text]
        return texts.lazy.compactMap { text in
            text.split(whereSeparator: \.isNewline).last { !String($0).isBlank && !$0.hasPrefix("Warning:") }
        }
        .first.map(String.init) ?? ""
    }

    /// aider goes on after errors of its service; what counts is whether it changed anything.
    private var isFailureFinal: Bool { settings.program.preset != .aider }

    private func problem(_ process: ProcessResult, _ output: AgentOutput) -> String? {
        if process.succeeded {
            return isFailureFinal ? output.failure.map { "the agent failed: " + $0.clipped(to: 200) } : nil
        }
        let words = lastWords(process, output)
        let line = words.isEmpty ? "" : ": " + words.clipped(to: 200)
        switch process.ending {
        case .exited(127): return "the agent's command was not found" + line
        case .exited(let code): return "the agent exited with \(code)" + line
        case .signaled(let signal): return "the agent was killed by signal \(signal)" + line
        case .timedOut:
            let said = output.failure.map { ": " + $0.clipped(to: 200) } ?? ""
            return "the agent ran out of time, \(settings.timeout.components.seconds) s" + said
        case .outOfMemory: return "the agent ran out of memory" + line
        }
    }

    private func limit(_ process: ProcessResult, _ output: AgentOutput) -> Failure? {
        let notice = notice(process, output)
        if case .exited(Failure.tryAgain) = process.ending {
            let line = process.stderr.text.split(whereSeparator: \.isNewline).last.map(String.init)
            return Failure(
                .attempt, line?.clipped(to: 200) ?? "it exited with \(Failure.tryAgain)",
                retryAfter: mailbox.retryAfter ?? notice?.retryAfter)
        }
        return notice.map { Failure(.attempt, $0.line, retryAfter: $0.retryAfter) }
    }

    /// Looks for a limit in what a preset's program says of its failure, and nowhere else.
    private func notice(_ process: ProcessResult, _ output: AgentOutput) -> RateLimitNotice? {
        guard settings.program.preset != nil, process.ending != .timedOut,
            !process.succeeded || output.failure != nil
        else { return nil }
        let unread = output.message == nil ? process.stdout.text : ""
        return [output.failure ?? "", process.stderr.text, unread].lazy.compactMap {
            RateLimitNotice(in: $0, now: surroundings.now(), offsetMinutes: surroundings.offsetMinutes)
        }.first
    }
}

import FoundationEssentials
import StudyModel

/// What an agent's program said, read from what it printed.
struct AgentOutput: Hashable, Sendable {
    /// The agent's last words; `nil` where they cannot be told from the rest.
    var message: String?
    var usage = Usage.none
    /// Why it failed, in the program's words; `nil` where it did not say that it failed.
    var failure: String?

    /// Whether it stopped at the number of turns that it may take.
    var isOutOfTurns: Bool {
        let words = failure?.lowercased() ?? ""
        return ["max_turns", "max turns", "turn limit", "turnlimit", "number of turns"].contains {
            words.contains($0)
        }
    }

    /// Reads the output of a preset's program.
    init(of preset: AgentPreset, stdout: String, stderr: String) {
        self =
            switch preset {
            case .claudeCode: ClaudeCodeOutput.read(stdout)
            case .codex: CodexOutput.read(stdout)
            case .aider: AiderOutput.read(stdout)
            // It prints what went wrong as JSON too, to standard error.
            case .gemini: GeminiOutput.read(stdout) ?? GeminiOutput.read(stderr) ?? AgentOutput()
            case .opencode: OpencodeOutput.read(stdout)
            }
    }

    init(message: String? = nil, usage: Usage = .none, failure: String? = nil) {
        self.message = message
        self.usage = usage
        self.failure = failure
    }
}

/// JSON in what programs print, which may have anything else around it.
enum PrintedJSON {
    /// Returns each line that is a value of this type.
    static func lines<Value: Decodable>(of text: String, as type: Value.Type = Value.self) -> [Value] {
        text.split(whereSeparator: \.isNewline).filter { $0.first == "{" }.compactMap { decode(String($0)) }
    }

    /// Returns the value that begins at the first line that begins with a brace and ends with the text.
    static func document<Value: Decodable>(in text: String, as type: Value.Type = Value.self) -> Value? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { $0.first == "{" || $0.first == "[" }) else { return nil }
        return decode(lines[first...].joined(separator: "\n"))
    }

    static func decode<Value: Decodable>(_ text: String) -> Value? {
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Value.self, from: Data(text.utf8))
        } catch {
            // Not ours: a program may print what it likes.
            return nil
        }
    }
}

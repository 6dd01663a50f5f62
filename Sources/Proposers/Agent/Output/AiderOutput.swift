import StudyModel

/// What aider prints: text, and after each reply a line such as
/// `Tokens: 2.4k sent, 1.1k received. Cost: $0.01 message, $0.02 session.`
enum AiderOutput {
    static func read(_ text: String) -> AgentOutput {
        var output = AgentOutput()
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("Tokens:") { output.usage = output.usage + usage(line) }
            // It goes on after an error of the service, and ends with 0.
            if line.contains("litellm."), line.contains("Error") { output.failure = String(line) }
        }
        return output
    }

    private static func usage(_ line: Substring) -> Usage {
        var usage = Usage.none
        for match in line.matches(of: /([0-9.]+)(k|M)? (sent|cache write|cache hit|received)/) {
            guard let number = Double(match.1) else { continue }
            let count = Int(
                clamping: number * (match.2 == "k" ? 1_000 : match.2 == "M" ? 1_000_000 : 1))
            usage =
                usage
                + (match.3 == "received" ? Usage(tokensOut: count) : Usage(tokensIn: count))
        }
        if let cost = line.firstMatch(of: /\$([0-9.]+) message/), let amount = Double(cost.1) {
            usage = usage + Usage(cost: amount)
        }
        return usage
    }
}

import StudyModel

/// An event that `opencode run --format json` prints, one a line.
struct OpencodeOutput: Decodable {
    private struct Cache: Decodable {
        var read: Int?
        var write: Int?
    }
    private struct Tokens: Decodable {
        var input: Int?
        var output: Int?
        var reasoning: Int?
        var cache: Cache?
    }
    private struct Part: Decodable {
        var text: String?
        var cost: Double?
        var tokens: Tokens?
    }
    private struct FailureData: Decodable {
        var message: String?
        var statusCode: Int?
    }
    private struct Failure: Decodable {
        var name: String?
        var data: FailureData?
    }

    private var type: String?
    private var part: Part?
    private var error: Failure?

    static func read(_ text: String) -> AgentOutput {
        let events: [OpencodeOutput] = PrintedJSON.lines(of: text)
        var output = AgentOutput()
        for event in events {
            switch event.type {
            case "text": output.message = event.part?.text ?? output.message
            case "step_finish": output.usage = output.usage + event.usage
            case "error": output.failure = event.failure
            default: break
            }
        }
        return output
    }

    private var usage: Usage {
        let tokens = part?.tokens
        let read = [tokens?.input, tokens?.cache?.read, tokens?.cache?.write].compactMap { $0 }
        return Usage(
            tokensIn: read.reduce(0, +), tokensOut: (tokens?.output ?? 0) + (tokens?.reasoning ?? 0),
            cost: part?.cost ?? 0)
    }

    private var failure: String {
        let status = error?.data?.statusCode.map { "\($0)" }
        return [status, error?.data?.message ?? error?.name ?? "it reported an error"].compactMap { $0 }
            .joined(separator: " ")
    }
}

import FoundationEssentials
import LanguageModel
import StudyModel

/// A reply as a `ReplyStore` keeps it; version 1.
struct RecordedReply: Codable {
    private var version = 1
    private var text: String
    private var finish: String
    private var usage: Usage
    private var calls: ModelCalls

    init(_ reply: ChatReply) {
        text = reply.text
        finish = reply.finish.rawValue
        usage = reply.usage
        calls = reply.calls
    }

    /// Reads what `bytes` gave; `nil` for anything else, which is then asked for again.
    init?(bytes: [UInt8]) {
        guard let record = try? JSONDecoder().decode(RecordedReply.self, from: Data(bytes)) else {
            return nil
        }
        self = record
    }

    /// The reply; `nil` where another version wrote it in words that are not known here.
    var reply: ChatReply? {
        guard version == 1, let finish = ChatReply.Finish(rawValue: finish) else { return nil }
        return ChatReply(text: text, finish: finish, usage: usage, calls: calls)
    }

    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Array(try encoder.encode(self))
    }
}

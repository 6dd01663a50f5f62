import LanguageModel
import StudyModel

/// A reply as a `ReplyStore` keeps it; version 1.
enum RecordedReply {
    static func bytes(of reply: ChatReply) -> [UInt8] {
        ObjectWriter.bytes { line in
            line.put("version", 1)
            line.put("text", reply.text)
            line.put("finish", reply.finish.rawValue)
            line.put(reply.usage)
            line.put("model", reply.calls.model)
            line.put("calls", reply.calls.count)
            line.put("seconds", reply.calls.seconds)
            line.put("estimated", reply.calls.isEstimated ? true : nil)
            if !reply.calls.without.isEmpty { line.put("without", each: reply.calls.without) }
        }
    }

    /// Reads what `bytes` gave; `nil` for anything else, which is then asked for again.
    static func reply(_ bytes: [UInt8]) -> ChatReply? {
        do {
            let fields = try Fields(bytes)
            let version: Int = try fields.value("version")
            guard version == 1, let finish = ChatReply.Finish(rawValue: try fields.value("finish")) else {
                return nil
            }
            let calls = ModelCalls(
                model: try fields.value("model"), count: try fields.value("calls"),
                seconds: try fields.value("seconds"), isEstimated: try fields.optional("estimated") ?? false,
                without: try fields.list("without"))
            return ChatReply(
                text: try fields.value("text"), finish: finish, usage: try fields.usage(), calls: calls)
        } catch {
            return nil
        }
    }
}

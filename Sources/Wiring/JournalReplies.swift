import Proposers
import StudyModel
import StudyStore

/// The replies of a run that is being stepped, kept beside its journal.
struct JournalReplies: ReplyStore {
    let journal: RunJournal

    func reply(_ key: ReplyKey) async throws -> [UInt8]? {
        try journal.replies.text(key.request, of: key.step).map { Array($0.utf8) }
    }

    func keep(_ reply: [UInt8], as key: ReplyKey) async throws {
        try journal.replies.keep(String(decoding: reply, as: UTF8.self), as: key.request, of: key.step)
    }
}

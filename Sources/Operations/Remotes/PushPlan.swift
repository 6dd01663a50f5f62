import Git
import Listings
import ObjectIDs
import StudyModel
import StudyStore

/// Which refs a push moves, worked out from what is here and what the remote was seen to have.
struct PushPlan {
    private(set) var report: PushReport
    private var arguments: [String] = []

    init(remote: String, sendsJournals: Bool) {
        report = PushReport(remote: remote)
        report.sendsJournals = sendsJournals
    }

    /// The words behind `git push REMOTE`; none where there is nothing to send.
    var words: [String] { arguments }

    mutating func add(_ journal: OutgoingJournal) {
        arguments.append("\(journal.local):\(journal.remote)")
        report.updates.append(
            PushReport.Update(
                kind: .journal, ref: journal.remote, name: journal.run.text, events: journal.events))
    }

    mutating func add(notes ref: String) {
        arguments.append("\(ref):\(ref)")
        let name = String(ref.dropFirst("refs/notes/".count))
        report.updates.append(PushReport.Update(kind: .notes, ref: ref, name: name))
    }

    /// Adds a branch; with the value there that it replaces, where the new one is not ahead of it.
    mutating func add(branch ref: String, replacing old: ObjectID?) {
        if let old { arguments.insert("--force-with-lease=\(ref):\(old)", at: 0) }
        arguments.append("\(old == nil ? "" : "+")\(ref):\(ref)")
        let name = String(ref.dropFirst("refs/heads/".count))
        report.updates.append(PushReport.Update(kind: .branch, ref: ref, name: name))
    }

    mutating func leave(branch ref: String) {
        report.leftBehind.append(String(ref.dropFirst("refs/heads/".count)))
    }
}

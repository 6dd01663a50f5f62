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

    /// Passes a journal over that goes another way there.
    mutating func leave(_ journal: OutgoingJournal) {
        report.passedOver.append(
            FetchReport.Refusal(
                of: journal.remote, for: StoreError.divergedJournal(ref: journal.local)))
    }

    mutating func leave(branch ref: String) {
        report.leftBehind.append(String(ref.dropFirst("refs/heads/".count)))
    }
}

/// What is to be sent to a remote, and what a push sent.
package struct PushRequest: Sendable {
    package enum Branches: Hashable, Sendable { case named, all }
    /// Whether anything is sent, or only said.
    package enum Effect: Hashable, Sendable { case send, rehearse }

    /// The remote's name; `nil` for the usual one.
    package var remote: String?
    /// Runs and hone branches; all runs where none is named.
    package var names: [String]
    package var branches: Branches
    package var effect: Effect

    package init(remote: String?, names: [String], branches: Branches, effect: Effect) {
        self.remote = remote
        self.names = names
        self.branches = branches
        self.effect = effect
    }
}

import StudyModel

/// Where this repository keeps what a remote has of ours, as git keeps a remote's branches below `refs/remotes/`.
package struct RemoteRefs: Hashable, Sendable {
    /// The remote's name in git's configuration.
    package let remote: String

    package init(remote: String) { self.remote = remote }

    private var prefix: String { "refs/hone/remotes/\(remote)/" }
    var journals: String { prefix + "journal/" }

    /// What a fetch is to bring, as refspecs: the remote's journals and notes, whatever they were before.
    package var fetchSpecs: [String] {
        ["+\(RefNames.journalPrefix)*:\(journals)*", "+\(RefNames.notesPrefix)*:\(prefix)notes/*"]
    }

    /// The ref that follows the remote's notes of a kind.
    func notes(_ kind: NotesKind) -> String {
        prefix + "notes/" + kind.ref.dropFirst(RefNames.notesPrefix.count)
    }

    /// The name that a journal's ref has at the remote, and here where it has the same, by the name of the ref that follows it.
    func journal(followedBy ref: String) -> String { RefNames.journalPrefix + ref.dropFirst(journals.count) }
}

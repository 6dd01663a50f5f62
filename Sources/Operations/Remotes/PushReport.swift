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

/// What a push sent, or would send.
package struct PushReport: Encodable, Hashable, Sendable {
    /// A ref that the remote gets or moves.
    package struct Update: Encodable, Hashable, Sendable {
        package enum Kind: String, Encodable, Hashable, Sendable { case journal, notes, branch }
        package let kind: Kind
        /// The ref's full name at the remote.
        package let ref: String
        /// The run's name, or the branch's or the notes' short one.
        package let name: String
        /// How many events go with it; `nil` for what is no journal.
        package var events: Int?
    }

    package let remote: String
    package var updates: [Update] = []
    /// Whether journals may go to this remote: `hone.<remote>.journals`.
    package var sendsJournals = false
    /// Branches that stayed behind: the remote's have commits that hone did not put there.
    package var leftBehind: [String] = []
}

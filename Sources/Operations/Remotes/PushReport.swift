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

/// What proposes changes.
package enum ProposerSettings: Hashable, Sendable {
    /// The embedded mutation proposer.
    case mutation
    case agent(AgentSettings)
    /// A language model is asked for edits.
    case chat(ChatSettings)
    /// Proposals come from outside, through `hone ask` and `hone tell`.
    case external
    /// The changes of an earlier run, in its order.
    case replay(ReplaySettings)

    /// How long a step may wait where the proposer cannot go on at once, all its waits together.
    package var wait: Duration {
        if case .agent(let settings) = self { settings.wait } else { Self.usualWait }
    }

    /// What a study that says nothing waits.
    package static let usualWait = Duration.seconds(3600)

    /// The name recorded with a candidate as `Hone-Proposer`.
    package var name: String {
        switch self {
        case .mutation: "mutation"
        case .agent: "agent"
        case .chat: "chat"
        case .external: "external"
        case .replay: "replay"
        }
    }
}

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

/// What proposes changes.
package enum ProposerSettings: Hashable, Sendable {
    /// The embedded mutation proposer.
    case mutation
    /// Numbers are set to other values, and nothing else is changed.
    case tune(TuneSettings)
    /// A language model is asked for edits.
    case chat(ChatSettings)
    case agent(AgentSettings)
    /// Proposals come from outside, through `hone ask` and `hone tell`.
    case external
    /// The changes of an earlier run, in its order.
    case replay(ReplaySettings)
    /// Commits that are there already, one after the other.
    case commits(CommitsSettings)

    /// All that is known of a kind of proposer but how it proposes, in the order in which a reader is told of them.
    package enum Kind: String, CaseIterable, Sendable {
        case mutation, tune, chat, agent, external, replay, commits
    }

    package var kind: Kind {
        switch self {
        case .mutation: .mutation
        case .tune: .tune
        case .chat: .chat
        case .agent: .agent
        case .external: .external
        case .replay: .replay
        case .commits: .commits
        }
    }

    /// How numbers are tuned; `nil` for other kinds.
    package var tuning: TuneSettings? { if case .tune(let settings) = self { settings } else { nil } }

    /// The name recorded with a candidate as `Hone-Proposer`.
    package var name: String { kind.rawValue }

    /// How long a step may wait where the proposer cannot go on at once, all its waits together.
    package var wait: Duration {
        if case .agent(let settings) = self { settings.wait } else { Self.usualWait }
    }

    /// What a study that says nothing waits.
    package static let usualWait = Duration.seconds(3600)
}

extension ProposerSettings.Kind {
    /// What it is, in a few words.
    package var meaning: String {
        switch self {
        case .mutation: "built in, needs nothing"
        case .tune: "numbers alone, by methods of optimization"
        case .chat: "a language model"
        case .agent: "a program that edits files"
        case .external: "`hone ask` and `hone tell`"
        case .replay: "an earlier run's changes"
        case .commits: "the commits of a range, such as a branch"
        }
    }

    /// Its settings as far as they go without the keys that a study has to name.
    package var usual: ProposerSettings {
        switch self {
        case .mutation: .mutation
        case .tune: .tune(TuneSettings())
        case .chat: .chat(ChatSettings(models: [], choose: nil, edits: nil))
        case .agent: .agent(AgentSettings(.command(.shell(""))))
        case .external: .external
        case .replay: .replay(ReplaySettings())
        case .commits: .commits(CommitsSettings())
        }
    }

    /// How many steps in a row mend what failed, where nobody chose: whoever reads of an error may know what to do about it.
    package var usualMending: Int? {
        switch self {
        case .chat, .agent: 2
        case .mutation, .tune, .external, .replay, .commits: nil
        }
    }

    /// Whether it can be asked to mend a candidate: numbers and recordings are set by themselves, and whoever proposes from outside their own order.
    package var canMend: Bool {
        switch self {
        case .chat, .agent, .mutation: true
        case .tune, .external, .replay, .commits: false
        }
    }

    /// Whether somebody reads the instructions and the evidence, and has tokens to count.
    package var readsEvidence: Bool {
        switch self {
        case .chat, .agent, .external: true
        case .mutation, .tune, .replay, .commits: false
        }
    }
}

/// What is proposed: the commits of a range of the repository's history.
package struct CommitsSettings: Hashable, Sendable {
    /// As git has it: `main..feature`.
    package var range: String

    package init(range: String = "") { self.range = range }
}

/// What is proposed anew: the changes that an earlier run recorded.
package struct ReplaySettings: Hashable, Sendable {
    package var run: RunName

    package init(run: RunName = .unnamed) { self.run = run }
}

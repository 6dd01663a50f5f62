import StudyModel
import Workspaces

/// What has to be known before a study can be written, in the order in which it is asked.
package enum StudyQuestion: Int, CaseIterable, Hashable, Sendable {
    case goal = 1
    case command, direction, editable, proposer

    /// As a person is asked.
    package var words: String {
        switch self {
        case .goal: "What shall get better?"
        case .command: "How is it measured (a command)?"
        case .direction: "Is more better, or less?"
        case .editable: "What may change (patterns of files)?"
        case .proposer: "Who proposes?"
        }
    }

    /// The option that answers it.
    package var option: String {
        switch self {
        case .goal: "--goal TEXT"
        case .command: "--command COMMAND"
        case .direction: "--direction minimize|maximize"
        case .editable: "--editable PATTERN"
        case .proposer: "--proposer WHO"
        }
    }

    /// Whether a study can be without an answer: the others have a default that is right for most.
    package var isOptional: Bool { self != .command && self != .editable }
}

/// What is known of a study to be, as options or answers say it.
package struct StudyAnswers: Hashable, Sendable {
    package var goal: String?
    package var command: String?
    package var metric: String?
    package var direction: Direction?
    package var editable: [String]
    package var build: String?
    package var gates: [String]
    /// Environment variables that the command may read.
    package var secrets: [String]
    package var network: Confinement.Network
    package var proposer: ProposerChoice?

    package init(
        goal: String? = nil, command: String? = nil, metric: String? = nil, direction: Direction? = nil,
        editable: [String] = [], build: String? = nil, gates: [String] = [], secrets: [String] = [],
        network: Confinement.Network = .off, proposer: ProposerChoice? = nil
    ) {
        self.goal = goal
        self.command = command
        self.metric = metric
        self.direction = direction
        self.editable = editable
        self.build = build
        self.gates = gates
        self.secrets = secrets
        self.network = network
        self.proposer = proposer
    }
}

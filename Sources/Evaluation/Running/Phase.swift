/// What of the evaluator a command is.
package enum Phase: Hashable, Sendable {
    /// Makes a slot ready, on the base.
    case setup
    case build
    /// The gate at this index of the study's list.
    case gate(Int)
    /// What gives the scores.
    case command
    /// What counts the lines that the others execute.
    case coverage

    /// Whether files that the study hides are in the slot: what a candidate's build leaves must not hold them.
    package var showsHiddenFiles: Bool {
        switch self {
        case .setup, .build: false
        case .gate, .command, .coverage: true
        }
    }

    /// Whether it is given examples and secrets, and hands back results.
    var isMeasuring: Bool { self == .command || self == .coverage }
}

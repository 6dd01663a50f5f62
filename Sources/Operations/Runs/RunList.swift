import StudyModel
import Wiring

/// The runs of a repository.
package struct RunList: Sendable {
    /// The newest last.
    package internal(set) var runs: [RunStatus] = []
    package internal(set) var unreadable: [UnreadableRun] = []
}

/// A run whose journal this program cannot read, and why.
package struct UnreadableRun: Sendable {
    package let name: RunName
    package let problem: Problem
}

import StudyModel
import Workspaces

/// The parts of a run that its study picks.
package struct RunParts: Sendable {
    package let evaluator: any Evaluator
    /// Of every split; empty where the study has none.
    package let examples: [Example]
    package let sandbox: Sandbox
    package let base: Subject
}

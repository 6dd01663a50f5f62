import StudyModel
import Workspaces

/// The parts of a run that its study picks.
package struct RunParts: Sendable {
    /// Judges candidates.
    package let evaluator: any Evaluator
    /// Of every split; empty where the study has none.
    package let examples: [Example]
    /// What confines evaluators and agents.
    package let sandbox: Sandbox
    /// Where the run starts from.
    package let base: Subject
}

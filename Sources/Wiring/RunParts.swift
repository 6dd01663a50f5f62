import StudyModel
import Workspaces

/// The parts of a run that its study picks.
struct RunParts: Sendable {
    let evaluator: any Evaluator
    /// Of every split; empty where the study has none.
    let examples: [Example]
    let sandbox: Sandbox
    let base: Subject
}

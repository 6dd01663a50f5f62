import Search
import StudyModel

/// What `hone check` found out about a study.
package struct CheckReport: Encodable, Sendable {
    package var study: String
    package var objective: Objective
    package var baseCommit: CommitID
    package var editableFiles: Int
    /// How the evaluator is confined, in words.
    package var sandbox: String
    /// What each key of the study file comes to, as a run would record it.
    package var settings: RecordedSettings
    /// The base, judged as a run would.
    package var base: Evaluation
    package var isDeterministic: Bool
    /// Whether all repeats of the base gave the same value.
    package var repeatsAgree: Bool
    /// The standard deviation of the base's repeats as a share of the value.
    package var relativeSpread: Double?
    /// The smallest gain, as a share of the base's value, that a step can tell from noise; `nil` where none can.
    package var detectableGain: Double?
    /// How a step is measured, in words: `5 interleaved pairs`.
    package var measure: String
    /// Expected seconds of one step.
    package var stepSeconds: Double
    /// The budget's steps.
    package var steps: Int?
    /// Expected seconds of the run to come, with the comparison at its end.
    package var runSeconds: Double?
    /// The study's examples, split by split; empty where it has none.
    package var splits: [SplitSummary]
    /// Examples that stand in two splits under different IDs.
    package var overlaps: [SplitOverlap]
    /// What a model will be shown; `nil` where none is asked.
    package var tokens: CheckTokens?
    /// What somebody should look at before they start, a sentence each.
    package var warnings: [String]
}

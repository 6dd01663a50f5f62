import StudyModel

/// What came of running a candidate on the sealed test split.
package struct TestReport: Sendable {
    /// The run with this test in it.
    package let view: RunView
    package let step: StepSummary
    package let test: TestRecord
}

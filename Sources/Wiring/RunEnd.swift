import StudyModel

/// What a run came to when its loop returned.
package struct RunEnd: Sendable {
    package let view: RunView
    /// `nil` when it was stopped between steps.
    package let finish: FinishRecord?

    package init(view: RunView, finish: FinishRecord?) {
        self.view = view
        self.finish = finish
    }
}

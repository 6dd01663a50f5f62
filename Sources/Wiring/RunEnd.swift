import StudyModel

/// What a run came to when its loop returned.
package struct RunEnd: Sendable {
    package let view: RunView
    /// `nil` when it was stopped between steps.
    package let finish: Finish?

    package init(view: RunView, finish: Finish?) {
        self.view = view
        self.finish = finish
    }
}

/// Lines that a candidate brings back: a step that it is made from had deleted them.
package struct ReturnedLines: Hashable, Sendable {
    package var step: StepID
    package var count: Int
    /// One of them.
    package var first: String

    package init(step: StepID, count: Int, first: String) {
        self.step = step
        self.count = count
        self.first = first
    }
}

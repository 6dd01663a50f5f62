/// A step of a run as one writer made it; step 0 is the base.
///
/// Shown as `12`, or as `12@9f3c01aa` where the writer is not the one that started the run.
package struct StepID: Hashable, Comparable, Sendable, Codable {
    package let number: Int
    package let writer: WriterID

    package init(number: Int, writer: WriterID) {
        precondition(number >= 0, "steps are numbered from 0")
        self.number = number
        self.writer = writer
    }

    package static func < (left: StepID, right: StepID) -> Bool {
        (left.number, left.writer) < (right.number, right.writer)
    }
}

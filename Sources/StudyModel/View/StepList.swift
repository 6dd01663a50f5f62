/// The steps of a run in order.
///
/// Holds no step itself but what recorded it, so that all views of a run share their steps.
package struct StepList: RandomAccessCollection, Hashable, Sendable {
    private(set) var contents: [RecordedEvent.Content] = []

    package var startIndex: Int { contents.startIndex }
    package var endIndex: Int { contents.endIndex }

    package subscript(position: Int) -> StepSummary {
        guard case .step(let step) = contents[position] else { preconditionFailure("only steps are added") }
        return step
    }

    /// Adds a step; any other event is none.
    mutating func append(_ content: RecordedEvent.Content) {
        if case .step = content { contents.append(content) }
    }
}

import StudyModel

/// How many candidates none other beats by all objectives of a run, and how to list them.
struct FrontLine {
    let text: String

    /// Returns `nil` where one objective alone decides: its best is the front.
    init?(_ view: RunView) {
        guard !view.record.study.otherObjectives.isEmpty else { return nil }
        let count = view.front.count
        text =
            "\(count == 1 ? "1 candidate is" : "\(count) candidates are") beaten by none in all of "
            + view.record.study.objectives.map(\.metric).joined(separator: ", ")
            + "; list them with `hone log \(view.record.run) --front`"
    }
}

import StudyModel

/// The candidates of a run, a row a step: what the template `steps_table` shows.
struct StepTable: Hashable, Sendable {
    let caption: String
    let metric: String
    let hasOpinions: Bool
    let hasUsage: Bool
    let filters: Bool
    /// What the candidates that stand are called.
    let accepted: String
    /// How many steps are listed at first; `nil` where all are.
    let outline: String?
    let limit: String?
    let rows: [StepRow]

    enum Order: Hashable, Sendable { case oldestFirst, newestFirst }

    /// - Parameters:
    ///   - details: what a row opens to, by the step's index.
    ///   - link: where a step's name leads.
    init(
        _ view: RunView, order: Order, details: [Int: CandidateBody] = [:],
        link: (StepSummary) -> String? = { _ in nil }
    ) {
        let columns = Columns(view)
        metric = view.objective.metric
        accepted = Naming.accepted(in: view)
        hasOpinions = columns.hasOpinions
        hasUsage = columns.hasUsage
        filters = view.steps.count > 12
        let shown = Self.shown(view)
        let leftOut = view.steps.count - shown.count
        let known = RunOutline(view)
        let kept = Set(known.kept)
        outline = known.leftOut == 0 ? nil : "\(known.kept.count) of \(known.count)"
        limit =
            leftOut == 0
            ? nil
            : "\(shown.count) of \(view.steps.count) steps are listed: what was \(accepted), and the last ones. "
                + "`hone log \(view.record.run)` lists all."
        caption =
            "The candidates of \(view.record.run), "
            + (order == .oldestFirst ? "in the order of their steps" : "newest first")
        let ordered = order == .oldestFirst ? shown : shown.reversed()
        rows = ordered.map { index in
            let step = view.steps[index]
            return StepRow(
                index, in: view, columns, details: details[index], link: link(step),
                isKept: kept.contains(index))
        }
    }

    /// The columns that not every run has.
    struct Columns: Hashable, Sendable {
        let hasOpinions: Bool
        let hasUsage: Bool

        init(_ view: RunView) {
            hasOpinions = !view.reviewed.isEmpty
            hasUsage = view.spent.usage != .none
        }

        var count: Int { 6 + (hasOpinions ? 1 : 0) + (hasUsage ? 2 : 0) }
    }

    private static let mostRows = 1500

    private static func shown(_ view: RunView) -> [Int] {
        guard view.steps.count > mostRows else { return Array(view.steps.indices) }
        let recent = view.steps.count - mostRows / 2
        let decided = view.steps.indices.prefix(recent).filter {
            [.base, .accepted].contains(StepLook(view.steps[$0]))
        }
        return decided.suffix(mostRows / 2) + (recent..<view.steps.count)
    }
}

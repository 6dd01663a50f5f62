import StudyModel
import Text

/// A step in the table of candidates: what the template `step_row` shows.
struct StepRow: Hashable, Sendable {
    let name: String
    /// The place in the order of recording.
    let order: Int
    let look: String
    let link: String?
    let summary: String
    let why: String?
    let metric: String
    let score: String
    let gain: String
    let gainLook: String
    let standing: String
    let best: Bool
    /// Whether its figures were taken from what was measured before.
    let cached: String?
    /// `middle` where it is no part of a long run's outline.
    let part: String
    /// What became of it later.
    let fate: String?
    let hasOpinions: Bool
    let opinions: String
    let hasUsage: Bool
    let tokens: String
    let cost: String
    let time: String
    let columns: Int
    let details: CandidateBody?
    let detailsSummary: String

    init(
        _ index: Int, in view: RunView, _ table: StepTable.Columns, details: CandidateBody?,
        link: String?, isKept: Bool = true
    ) {
        let step = view.steps[index]
        let known = step.step.number == 0 ? nil : view.gainOverBase(step)
        name = StepName.short(step.step, in: view)
        order = index
        look = StepLook(step).rawValue
        self.link = link
        summary = step.step.number == 0 ? "The base" : step.summary.isEmpty ? "(no summary)" : step.summary
        why = step.step.number == 0 ? nil : step.why ?? step.reason
        metric = view.objective.metric
        score = Naming.scores(step, in: view).map { Naming.withOthers($0, of: step, in: view) } ?? "–"
        cached = Naming.cached(step)
        part = isKept ? "" : "middle"
        gain = known.map { view.short($0) } ?? "–"
        gainLook = known.map { $0.estimate > 0 ? "good" : $0.estimate < 0 ? "bad" : "" } ?? ""
        standing = Naming.standing(step, in: view)
        best = step.candidate == view.best
        fate = StepName.fate(step, in: view)
        hasOpinions = table.hasOpinions
        opinions = step.candidate.map { OpinionList.counts(view.reviews(of: $0)) } ?? ""
        hasUsage = table.hasUsage
        tokens = step.usage == .none ? "" : "\(step.usage.tokensIn + step.usage.tokensOut)"
        cost = step.usage.cost == 0 ? "" : Figures.value(step.usage.cost)
        time = Figures.duration(step.wallSeconds)
        columns = table.count
        self.details = details
        detailsSummary = details?.contents ?? ""
    }
}

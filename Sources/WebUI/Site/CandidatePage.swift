import Listings
import Operations
import StudyModel
import Text

/// A candidate with what can be done with it: what the template `candidate_page` shows.
struct CandidatePage: Sendable {
    let repository: String
    let run: String
    let runLink: String
    let name: String
    let title: String
    let summary: String
    let look: String
    let standing: String
    let best: Bool
    let scoreWords: String
    let why: String?
    let previous: String?
    let next: String?
    let body: CandidateBody
    let examples: ExampleTable?
    /// Whether there is a candidate to review, and to fork at.
    let hasCandidate: Bool
    let fate: String?
    let action: String
    let opinions: OpinionList

    init(_ details: CandidateDetails, _ texts: Texts, repository: String) {
        let (view, step) = (details.view, details.step)
        self.repository = repository
        run = view.record.run.text
        runLink = SitePath.text(of: view.record.run)
        name = StepName.short(step.step, in: view)
        title = "\(Naming.step(step.step, in: view)): \(step.summary)"
        summary = step.step.number == 0 ? "The base" : step.summary.isEmpty ? "(no summary)" : step.summary
        look = StepLook(step).rawValue
        standing = Naming.standing(step, in: view)
        best = step.candidate == view.best
        scoreWords = Self.scoreWords(step, view)
        why = step.step.number == 0 ? nil : step.why ?? step.reason
        let index = view.steps.firstIndex { $0.step == step.step } ?? 0
        previous = index > 0 ? SitePath.text(of: view.steps[index - 1].step, in: view) : nil
        next = index + 1 < view.steps.count ? SitePath.text(of: view.steps[index + 1].step, in: view) : nil
        body = CandidateBody(
            details, evidence: texts.evidence, reply: texts.reply, opinions: nil, tag: "h2", limits: .site)
        examples =
            step.step.number == 0
            ? nil
            : texts.base.flatMap { ExampleTable(base: $0, candidate: details.record, in: view) }
        hasCandidate = step.candidate != nil
        fate = StepName.fate(step, in: view)
        action = SitePath.text(of: step.step, in: view)
        opinions = OpinionList(step.candidate.map(view.reviews) ?? [])
    }

    /// What the journal keeps beside the step.
    struct Texts: Sendable {
        let evidence: String?
        let reply: String?
        let base: StepRecord?
    }

    private static func scoreWords(_ step: StepSummary, _ view: RunView) -> String {
        guard let scores = Naming.scores(step, in: view) else { return "no score" }
        let gain = view.gainOverBase(step).map { ", \(view.short($0)) against the base" } ?? ""
        let others = view.otherGainsOverBase(step).map { ", " + $0.short }.joined()
        return (step.score?.sample.examples == nil ? "\(view.objective.metric) " : "") + scores + gain
            + others
    }
}

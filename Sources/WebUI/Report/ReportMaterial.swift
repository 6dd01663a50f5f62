import Listings
import Operations
import StudyModel

/// All that a report is made from.
struct ReportMaterial: Sendable {
    let view: RunView
    let isStepping: Bool
    /// By the index of a step: those that the report has all details of.
    let details: [Int: CandidateBody]
    let base: StepRecord?
    let winner: CandidateDetails?
    /// The winner against the base.
    let winnerDiff: String
    /// The sweep that the run is of, where that is here.
    let sweep: SweepReport?

    static func gather(_ reader: RunReader, sweeps: Sweeps) async throws -> ReportMaterial {
        let view = try await reader.view()
        let winner = try await winner(of: view, reader)
        let root = view.record.sweep?.root
        return ReportMaterial(
            view: view, isStepping: try await reader.isStepping(),
            details: try await details(of: view, reader),
            base: try await base(of: view, reader), winner: winner,
            winnerDiff: winner == nil ? "" : try await reader.diff(from: view.record.base, to: view.best),
            sweep: root == nil ? nil : try await sweeps.report(root: root))
    }

    // MARK: - Which candidates

    /// How many of the last steps, and of the last accepted ones, have all details.
    private static let recent = 20
    private static let accepted = 40

    /// The indices of the steps that a report of a long run has all details of.
    static func selection(_ view: RunView) -> [Int] {
        let all = view.steps.indices.filter { view.steps[$0].step.number > 0 }
        guard all.count > recent + accepted else { return all }
        let taken = all.filter { StepLook(view.steps[$0]) == .accepted }.suffix(accepted)
        let best = view.index(of: view.best).map { [$0] } ?? []
        return Set(all.suffix(recent) + taken + best.filter { view.steps[$0].step.number > 0 }).sorted()
    }

    private static func details(of view: RunView, _ reader: RunReader) async throws -> [Int: CandidateBody] {
        var bodies: [Int: CandidateBody] = [:]
        for index in selection(view) {
            let step = view.steps[index]
            guard let details = try await reader.details(of: step, in: view) else { continue }
            let reviews = step.candidate.map(view.reviews) ?? []
            bodies[index] = CandidateBody(
                details, evidence: try await reader.recorded("evidence.md", of: step.step), reply: nil,
                opinions: reviews.isEmpty ? nil : OpinionList(reviews), tag: "h3", limits: .report)
        }
        return bodies
    }

    private static func base(of view: RunView, _ reader: RunReader) async throws -> StepRecord? {
        guard let baseline = view.baseline else { return nil }
        return try await reader.details(of: baseline, in: view)?.record
    }

    private static func winner(of view: RunView, _ reader: RunReader) async throws -> CandidateDetails? {
        guard let best = view.step(of: view.best), best.step.number > 0 else { return nil }
        return try await reader.details(of: best, in: view)
    }
}

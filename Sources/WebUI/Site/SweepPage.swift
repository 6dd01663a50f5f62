import Listings
import Operations
import StudyModel

/// A sweep as it stands: what the template `sweep_page` shows.
struct SweepPage: Sendable {
    let repository: String
    let sweepName: String
    let sweep: SweepBody

    init(_ report: SweepReport, repository: String) {
        self.repository = repository
        sweepName = report.plan.name.text
        sweep = SweepBody(report) { SitePath.text(of: $0) }
    }
}

/// What one open page of a sweep has been told, and what is new to it.
actor SweepFeed: Feed {
    private let sweeps: Sweeps
    private let name: RunName
    private var seen: [String: CommitID]?
    private var last: SweepBody?

    init(_ sweeps: Sweeps, of name: RunName) {
        self.sweeps = sweeps
        self.name = name
    }

    func news() async throws -> LiveParts? {
        // Reading five hundred runs takes its time, so only when one of them has moved.
        let tips = try await sweeps.tips(of: name)
        guard tips != seen else { return nil }
        let body = SweepBody(try await sweeps.report(name.text)) { SitePath.text(of: $0) }
        seen = tips
        guard body != last else { return nil }
        last = body
        return LiveParts(parts: [LiveParts.Part(id: "live-sweep", html: try Pages.render("sweep_body", body))]
        )
    }
}

import Operations
import StudyModel

/// What one open list of runs has been told, and what is new to it.
actor RunsFeed: Feed {
    private let runs: OpenRuns
    private let repository: String
    private var last: RunsPage?

    init(_ runs: OpenRuns, repository: String) {
        self.runs = runs
        self.repository = repository
    }

    func news() async throws -> LiveParts? {
        let page = RunsPage(try await runs.all(), repository: repository)
        guard page != last else { return nil }
        last = page
        return LiveParts(parts: [LiveParts.Part(id: "live-runs", html: try Pages.render("runs_list", page))])
    }
}

import Operations
import StudyModel

/// What one open page of a run has been told, and what is new to it.
actor RunFeed: Feed {
    private let reader: RunReader
    private let repository: String
    private var last: RunState?
    private var parts: [String: LiveParts.Part] = [:]
    private var rows: [Int: StepRow] = [:]

    init(_ reader: RunReader, repository: String) {
        self.reader = reader
        self.repository = repository
    }

    func news() async throws -> LiveParts? {
        let state = try await RunState.read(reader)
        guard state != last else { return nil }
        defer { last = state }
        return try changes(RunPage(state, repository: repository), state)
    }

    private func changes(_ page: RunPage, _ state: RunState) throws -> LiveParts {
        var news = LiveParts()
        for part in [
            LiveParts.Part(id: "live-heading", html: try Pages.render("run_heading", page.heading)),
            LiveParts.Part(id: "live-score", html: try Pages.render("score_figure", page.score)),
            LiveParts.Part(id: "live-tree", html: try Pages.render("lineage_tree", page.tree)),
            LiveParts.Part(id: "live-costs", html: try Pages.render("costs", page.costs)),
            LiveParts.Part(id: "live-news", text: last == nil ? "" : RunPage.news(state.view)),
        ] where parts[part.id] != part {
            parts[part.id] = part
            news.parts.append(part)
        }
        // Oldest first, so that each new one goes to the top.
        for row in page.table.rows.reversed() where rows[row.order] != row {
            rows[row.order] = row
            news.rows.append(try Pages.render("step_row", row))
        }
        return news
    }
}

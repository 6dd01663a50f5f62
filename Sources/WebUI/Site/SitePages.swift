import Operations
import StudyModel

/// The pages of the site, and what its forms do.
struct SitePages: Sendable {
    let runs: OpenRuns
    /// The words for what went wrong below.
    let words: @Sendable (any Error) -> String

    var repository: String { runs.workshop.checkout.name }

    func list() async throws -> Answer {
        .page(try Pages.render("runs_page", RunsPage(try await runs.all(), repository: repository)))
    }

    func run(_ name: RunName) async throws -> Answer {
        guard let reader = try await runs.reader(name) else { return try Refusals.notFound }
        let state = try await RunState.read(reader)
        return .page(try Pages.render("run_page", RunPage(state, repository: repository)))
    }

    func sweep(_ name: RunName) async throws -> Answer {
        let sweeps = runs.workshop.sweeps
        guard try await sweeps.has(name) else { return try Refusals.notFound }
        let page = SweepPage(try await sweeps.report(name.text), repository: repository)
        return .page(try Pages.render("sweep_page", page))
    }

    func step(_ name: RunName, _ stepName: String) async throws -> Answer {
        guard let (reader, view, step) = try await find(name, stepName),
            let details = try await reader.details(of: step, in: view)
        else { return try Refusals.notFound }
        let base = try await view.baseline.flatMapAsync { try await reader.details(of: $0, in: view) }
        let texts = CandidatePage.Texts(
            evidence: try await reader.recorded("evidence.md", of: step.step),
            reply: try await reader.recorded("reply.md", of: step.step), base: base?.record)
        let page = CandidatePage(details, texts, repository: repository)
        return .page(try Pages.render("candidate_page", page))
    }

    // MARK: - Forms

    func review(_ name: RunName, _ stepName: String, _ fields: FormFields) async throws -> Answer {
        guard let (_, view, step) = try await find(name, stepName), step.candidate != nil else {
            return try Refusals.notFound
        }
        let back = SitePath.text(of: step.step, in: view)
        let decision = ReviewRecord.Decision(rawValue: fields["decision"])
        guard ReviewRecord.Decision.ofPeople.contains(decision) else {
            return try Answer.message("No decision", ["Nothing was recorded."], .badRequest, back: back)
        }
        guard ![.reject, .comment].contains(decision) || !fields["reason"].isEmpty else {
            return try Answer.message(
                "Say why", ["A rejection and a comment take a few words. Nothing was recorded."], .badRequest,
                back: back)
        }
        let place = LineComment.Place(fields["at"])
        guard fields["at"].isEmpty || place != nil && !fields["reason"].isEmpty else {
            return try Answer.message(
                "No line", ["A line is named as PATH:LINE, and takes a few words. Nothing was recorded."],
                .badRequest,
                back: back)
        }
        return try await answer("Not recorded", orElse: back, then: back) {
            _ = try await runs.workshop.reviews.review(
                Naming.step(step.step, in: view), decision, saying: fields["reason"], at: place)
        }
    }

    func fork(_ name: RunName, _ stepName: String, _ fields: FormFields) async throws -> Answer {
        guard let (_, view, step) = try await find(name, stepName), step.candidate != nil else {
            return try Refusals.notFound
        }
        let back = SitePath.text(of: step.step, in: view)
        let wanted = fields["name"]
        let lineage = LineageName.given(wanted)
        guard wanted.isEmpty || lineage != nil else {
            return try Answer.message(
                "No name for a lineage",
                ["It takes lower-case letters, digits and hyphens, and 'best' is taken."], .badRequest,
                back: back)
        }
        return try await answer("Not forked", orElse: back, then: SitePath.text(of: name)) {
            _ = try await runs.workshop.lineages.fork(Naming.step(step.step, in: view), name: lineage)
        }
    }

    /// Does something and leads on to a page, or says why it was not done.
    private func answer(
        _ title: String, orElse back: String, then next: String, _ body: () async throws -> Void
    ) async throws -> Answer {
        do {
            try await body()
        } catch {
            return try Answer.message(title, [words(error)], .conflict, back: back)
        }
        return .seeOther(next)
    }

    private func find(_ name: RunName, _ step: String) async throws -> (RunReader, RunView, StepSummary)? {
        guard let reader = try await runs.reader(name) else { return nil }
        let view = try await reader.view()
        guard let found = view.steps.first(where: { StepName.short($0.step, in: view) == step }) else {
            return nil
        }
        return (reader, view, found)
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func flatMapAsync<Result>(
        _ transform: (Wrapped) async throws -> Result?
    ) async rethrows -> Result? {
        guard let self else { return nil }
        return try await transform(self)
    }
}

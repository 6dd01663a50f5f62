import Listings
import StudyModel
import StudyStore
import Wiring

/// The runs of a sweep, as they stand: read from their own journals.
struct SweepRuns: Sendable {
    let journal: SweepJournal
    let store: StudyRepository

    private var plan: SweepPlan { journal.record.plan }

    /// The state of each run that has a journal, by name.
    func views() async throws -> [RunName: (view: RunView, isStepping: Bool)] {
        try await all { run in (try await run.currentView(), try run.isBeingStepped()) }
    }

    /// What each run that has a journal comes to, by name.
    private func all<Part>(_ read: (RunJournal) async throws -> Part) async throws -> [RunName: Part] {
        let wanted = Set(try await journal.course().names)
        var parts: [RunName: Part] = [:]
        let listings = try await store.runs()
        for listing in listings where wanted.contains(listing.name) {
            let run = try await store.open(listing.name, among: listings, for: .reading)
            guard run.record.sweep?.root == journal.root else { continue }
            parts[listing.name] = try await read(run)
        }
        return parts
    }

    /// The state of one of them; `nil` where it has no journal.
    func view(of name: RunName) async throws -> RunView? {
        let listings = try await store.runs()
        guard listings.contains(where: { $0.name == name }) else { return nil }
        let run = try await store.open(name, among: listings, for: .reading)
        return run.record.sweep?.root == journal.root ? try await run.currentView() : nil
    }

    /// Points the sweep's branches at the best of each cell, and at the best of the cell that was chosen.
    func moveBranches(to report: SweepReport) async throws {
        let views = try await views().mapValues(\.view)
        var heads: [String: CommitID] = [:]
        for cell in report.cells {
            let best = cell.runs.first { $0.figure != nil && $0.figure?.value == cell.best }
            let head = best.flatMap { views[$0.name]?.best }
            heads["c\(cell.number)"] = head
            if cell.number == report.chosen { heads["best"] = head }
        }
        try await SweepStore(store).moveBranches(of: journal, to: heads, from: Self.candidates(of: views))
    }

    /// Puts all of them into the trash, and the sweep after them; returns how many there were.
    func delete() async throws -> Int {
        let views = try await views().mapValues(\.view)
        for run in views.keys.sorted() { try await store.delete(run) }
        try await SweepStore(store).delete(journal, from: Self.candidates(of: views))
        return views.count
    }

    /// Brings those that are in the trash back; returns how many.
    func restore() async throws -> Int {
        let deleted = Set(try await store.trash().map(\.run)).intersection(
            try await journal.course().names)
        for run in deleted.sorted() { try await store.undoDeletion(of: run) }
        try await moveBranches(to: try await report())
        return deleted.count
    }

    private static func candidates(of views: [RunName: RunView]) -> Set<CommitID> {
        Set(views.values.flatMap { $0.steps.compactMap(\.candidate) })
    }

    /// Why runs failed that have failed last, by name.
    func failures() async throws -> [RunName: String] {
        var failures: [RunName: String] = [:]
        for event in try await journal.events() {
            guard case .failed(let index, let seed, let reason) = event.kind,
                let cell = plan.all.first(where: { $0.index == index }),
                let run = plan.run(of: cell, seed: seed)
            else { continue }
            failures[run] = reason
        }
        return failures
    }

    /// The sweep as it stands.
    func report() async throws -> SweepReport {
        let runs = try await all { run in
            let view = try await run.currentView()
            return (
                view: view, rows: try await SweepRows(of: run, view), isStepping: try run.isBeingStepped()
            )
        }
        let failures = try await failures()
        let course = try await journal.course()
        let figures = SweepFigures(plan: plan, studies: runs.values.map(\.view.record.study))
        let cells = plan.all.map { cell in
            let figured = { (seeds: [UInt64]) in
                seeds.compactMap { seed in
                    plan.run(of: cell, seed: seed).map { name in
                        figures.run(
                            name, seed: seed, view: runs[name]?.view, rows: runs[name]?.rows ?? SweepRows(),
                            isStepping: runs[name]?.isStepping ?? false, failure: failures[name])
                    }
                }
            }
            let levels = zip(plan.factors, cell.levels).map {
                SweepReport.Cell.Level(factor: $0.name, level: $1.label)
            }
            var own = SweepReport.Cell(
                number: cell.number, levels: levels, runs: figured(course.seeds(of: cell)),
                baseline: cell.baseline)
            own.dropped = course.drops[cell.index]
            own.fresh = figured(course.freshSeeds(of: cell))
            return figures.cell(own)
        }
        return figures.report(of: cells, root: journal.root, course: course)
    }
}

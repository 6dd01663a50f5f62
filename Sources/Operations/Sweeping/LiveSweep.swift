import Listings
import StudyFile
import StudyModel
import StudyStore
import Text
import Wiring

/// A sweep that is open to be gone on with.
package struct LiveSweep: Sendable {
    let journal: SweepJournal
    let runs: SweepRuns
    let liveRuns: LiveRuns
    let studies: Studies
    let tests: SealedTests

    package var plan: SweepPlan { journal.record.plan }

    /// What a sweep tells while it goes on.
    package enum Progress: Sendable {
        case begins(SweepPlan.Cell, seed: UInt64, run: RunName)
        case ended(SweepPlan.Cell, seed: UInt64, run: RunName)
        case failed(SweepPlan.Cell, seed: UInt64, reason: String)
    }

    /// Runs what has not been run: the first seed of every cell, then the next seed. A run in flight goes on at its step, and one that failed before is tried
    /// once more.
    ///
    /// Returns the sweep as it then stands. A run that fails is recorded with its reason and keeps no other from being run.
    package func go(
        observer: some RunObserver, stop: StopRequest, telling tell: @Sendable (Progress) -> Void
    ) async throws -> SweepReport {
        let known = try await runs.views()
        var judge: EvaluatorIdentity?
        let limited = try await journal.events().limited
        for (round, seed) in plan.seeds.prefix(limited ?? plan.seeds.count).enumerated() {
            if limited == nil, round > 0, plan.limit != .init(),
                plan.limit.isReached(by: try await runs.views().values.map(\.view.spent))
            {
                try await journal.append(.limited(seeds: round))
                break
            }
            for cell in plan.cells {
                if stop.isMade { return try await runs.report() }
                guard let name = plan.run(of: cell, seed: seed) else { continue }
                let view = known[name]?.view
                if let view, view.hasEnded {
                    judge = judge ?? view.record.evaluator
                    continue
                }
                tell(.begins(cell, seed: seed, run: name))
                do {
                    let live = try await open(cell, seed: seed, name, exists: view != nil)
                    try check(live.record.evaluator, beside: judge)
                    judge = judge ?? live.record.evaluator
                    guard try await live.go(observer: observer, stop: stop).view.hasEnded else {
                        return try await runs.report()
                    }
                    tell(.ended(cell, seed: seed, run: name))
                } catch let error as CancellationError {
                    throw error
                } catch {
                    guard let report = ErrorReport(known: error, offsetMinutes: 0) else { throw error }
                    try await journal.append(
                        .failed(cell: cell.index, seed: seed, reason: report.oneLine))
                    tell(.failed(cell, seed: seed, reason: report.oneLine))
                }
            }
        }
        let report = try await runs.report()
        guard report.cells.allSatisfy({ $0.runs.allSatisfy { $0.state == .finished } }) else { return report }
        try await runs.moveBranches(to: report)
        try await test(report, stop: stop)
        if !report.hasEnded { try await journal.append(.ended) }
        return try await runs.report()
    }

    private func open(_ cell: SweepPlan.Cell, seed: UInt64, _ name: RunName, exists: Bool) async throws
        -> LiveRun
    {
        if exists { return try await liveRuns.resume(name.text) }
        var settings = plan.settings(of: cell, seed: seed)
        settings["branches"] = .string(BranchPolicy.none.rawValue)
        let text = String(decoding: try await journal.studyText(), as: UTF8.self)
        let levels = Dictionary(
            zip(plan.factors, cell.levels).map { factor, level in
                (factor.name, level.settings[factor.name] ?? .string(level.label))
            }, uniquingKeysWith: { $1 })
        return try await liveRuns.start(
            try studies.parse(text, options: settings, from: .sweep), proposals: .byProposer,
            as: (
                name,
                SweepCell(
                    id: plan.name.text, root: journal.root, cell: cell.index, seed: seed, levels: levels)
            ))
    }

    /// Figures of evaluators whose files differ are not put side by side.
    private func check(_ evaluator: EvaluatorIdentity, beside judge: EvaluatorIdentity?) throws {
        guard let judge else { return }
        let changed = ["files", "inputs"].filter { part in
            judge.parts[part] != nil && evaluator.parts[part] != judge.parts[part]
        }
        guard changed.isEmpty else { throw Problem.sweep(.evaluatorChanged(parts: changed)) }
    }

    /// Looks at the sealed examples: every seed's winner of the cell that was chosen, or of all.
    private func test(_ report: SweepReport, stop: StopRequest) async throws {
        let cells: [SweepReport.Cell] =
            switch plan.tested {
            case .none: []
            case .chosen: report.cells.filter { $0.number == report.chosen }
            case .all: report.cells
            }
        for run in cells.flatMap(\.runs) where run.tested == nil {
            if stop.isMade { return }
            do {
                _ = try await tests.test("\(run.name):best", over: nil, repeats: nil)
            } catch Problem.run(.noTestSplit) {
                return
            }
        }
    }
}

import Listings
import StudyFile
import StudyModel
import StudyStore
import Synchronization
import Text
import Wiring

/// A sweep that is open to be gone on with.
package struct LiveSweep: Sendable {
    let journal: SweepJournal
    let runs: SweepRuns
    let workbench: Workbench
    let studies: Studies
    let tests: SealedTests

    package var plan: SweepPlan { journal.record.plan }

    /// What a sweep tells while it goes on.
    package enum Progress: Sendable {
        case ended(SweepPlan.Cell, seed: UInt64, run: RunName)
        case failed(SweepPlan.Cell, seed: UInt64, reason: String)
        case dropped(SweepDrop)
        case added(SweepAddition)
    }

    /// Runs what has not been run: the first seed of every cell, then the next seed. A run in flight goes on at its step, and one that failed before is tried
    /// once more.
    ///
    /// Returns the sweep as it then stands. A run that fails is recorded with its reason and keeps no other from being run.
    package func go(
        observer: some RunObserver, stop: StopRequest, telling tell: @Sendable (Progress) -> Void
    ) async throws -> SweepReport {
        let known = try await runs.views().mapValues(\.view)
        let judge = Judge()
        var place = 0
        while let round = try await round(at: place, telling: tell) {
            place += 1
            // A baseline has what the first cell's run of that seed spent.
            for ofBaselines in [false, true] {
                let cells = round.cells.filter { ($0.baseline != nil) == ofBaselines }
                let goOn = try await run(cells, seed: round.seed, telling: tell) { cell, name in
                    try await self.run(
                        cell, seed: round.seed, name, known[name], judge, observer: observer, stop: stop)
                }
                guard goOn else { return try await runs.report() }
            }
        }
        let report = try await runs.report()
        guard report.runs.allSatisfy({ $0.run.state == .finished }) else { return report }
        try await runs.moveBranches(to: report)
        try await test(report, stop: stop)
        if !report.hasEnded { try await journal.append(.ended) }
        return try await runs.report()
    }

    // MARK: - A seed

    /// What became of a run.
    private enum Ending: Sendable {
        /// It was over before.
        case known
        case ended
        case failed(reason: String)
        case stopped
    }

    /// Runs cells with a seed, as many at once as the plan has; `false` where a person stopped them.
    private func run(
        _ cells: [SweepPlan.Cell], seed: UInt64, telling tell: (Progress) -> Void,
        one: @escaping @Sendable (SweepPlan.Cell, RunName) async throws -> Ending
    ) async throws -> Bool {
        try await withThrowingTaskGroup(of: (SweepPlan.Cell, RunName, Ending).self) { group in
            var isStopped = false
            var waiting = cells.compactMap { cell in
                plan.run(of: cell, seed: seed).map { (cell, $0) }
            }[...]
            func begin() {
                guard !isStopped, let (cell, name) = waiting.popFirst() else { return }
                group.addTask { (cell, name, try await one(cell, name)) }
            }
            for _ in 0..<plan.width { begin() }
            while let (cell, name, ending) = try await group.next() {
                switch ending {
                case .known: break
                case .ended: tell(.ended(cell, seed: seed, run: name))
                case .failed(let reason):
                    try await journal.append(
                        .failed(cell: cell.index, seed: seed, reason: reason))
                    tell(.failed(cell, seed: seed, reason: reason))
                case .stopped: isStopped = true
                }
                begin()
            }
            return !isStopped
        }
    }

    /// Runs one cell with one seed to its end, from wherever it stands.
    private func run(
        _ cell: SweepPlan.Cell, seed: UInt64, _ name: RunName, _ view: RunView?, _ judge: Judge,
        observer: some RunObserver, stop: StopRequest
    ) async throws -> Ending {
        if stop.isMade { return .stopped }
        if let view, view.hasEnded {
            judge.hasJudged(view.record.evaluator)
            return .known
        }
        do {
            let live = try await open(cell, seed: seed, name, exists: view != nil)
            try judge.check(live.record.evaluator)
            return try await live.go(observer: observer, stop: stop).view.hasEnded ? .ended : .stopped
        } catch let error as CancellationError {
            throw error
        } catch {
            guard let report = ErrorReport(known: error, offsetMinutes: 0) else { throw error }
            return .failed(reason: report.oneLine)
        }
    }

    // MARK: - Between two seeds

    /// Returns a round, after what is decided before it; `nil` after the last.
    private func round(at place: Int, telling tell: (Progress) -> Void) async throws -> SweepCourse.Round? {
        var course = try await journal.course()
        if plan.race != nil || plan.limit != .init(), place > 0, !course.hasEnded {
            let report = try await runs.report()
            if !isBegun(course.rounds.dropFirst(place), in: report) {
                try await decide(before: place, course, by: report, telling: tell)
                course = try await journal.course()
            }
        }
        return course.rounds.dropFirst(place).first
    }

    /// Whether any run of these was: then what comes before them was decided, and stands.
    private func isBegun(_ rounds: some Sequence<SweepCourse.Round>, in report: SweepReport) -> Bool {
        let begun = Set(report.runs.lazy.filter { $0.run.state != .missing }.map(\.run.name))
        return rounds.contains { round in
            round.cells.contains { plan.run(of: $0, seed: round.seed).map(begun.contains) ?? false }
        }
    }

    /// Decides which cells have the next seed, and after the last seed which are run again; each decision is recorded with its figures.
    private func decide(
        before place: Int, _ course: SweepCourse, by report: SweepReport, telling tell: (Progress) -> Void
    ) async throws {
        let spent = report.runs.compactMap(\.run.spent)
        let isSpent = plan.limit.isReached(by: spent)
        // What the fresh seeds are to have is kept for them.
        let share = 1 - (plan.freshSeeds.isEmpty ? 0 : plan.race?.again ?? 0)
        var isOver = place >= course.seeds.count
        switch (course.addition, isOver) {
        case (nil, false) where plan.limit.isReached(by: spent, share: share):
            try await journal.append(.limited(seeds: place))
            isOver = true
        case (nil, false):
            for drop in SweepDecisions(report).drops(after: place) {
                try await journal.append(.dropped(drop))
                tell(.dropped(drop))
            }
        case (.some, true) where isSpent && place < course.rounds.count:
            try await journal.append(.limited(seeds: place))
        default: break
        }
        guard isOver, course.addition == nil, !isSpent,
            let addition = SweepDecisions(try await runs.report()).addition
        else { return }
        try await journal.append(.added(addition))
        tell(.added(addition))
    }

    // MARK: - Runs

    private func open(_ cell: SweepPlan.Cell, seed: UInt64, _ name: RunName, exists: Bool) async throws
        -> LiveRun
    {
        // A repository takes one user at a time: cells that run at once have one each.
        let own =
            plan.width > 1
            ? try Workbench(workbench.surroundings, observer: workbench.observer) : workbench
        let liveRuns = LiveRuns(
            workbench: own, runs: Runs(store: own.store, now: workbench.surroundings.now))
        if exists { return try await liveRuns.resume(name.text) }
        var settings = plan.settings(
            of: cell, seed: seed, beside: cell.baseline == nil ? Spent() : try await spentBeside(seed))
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

    /// What the first cell's run of a seed spent.
    private func spentBeside(_ seed: UInt64) async throws -> Spent {
        guard let name = plan.run(of: plan.cells[0], seed: seed) else { return Spent() }
        guard let view = try await runs.view(of: name), view.hasEnded else {
            throw Problem.sweep(.nothingBeside(name))
        }
        return view.spent
    }

    /// Looks at the sealed examples: every seed's winner of the cell that was chosen, or of all.
    private func test(_ report: SweepReport, stop: StopRequest) async throws {
        let runs: [SweepReport.Run] =
            switch plan.tested {
            case .none: []
            case .chosen: report.cells.filter { $0.number == report.chosen }.flatMap(\.runs)
            // Fresh seeds and baselines too are set beside others by the test where all are.
            case .all: report.runs.map(\.run)
            }
        for run in runs where run.tested == nil {
            if stop.isMade { return }
            do {
                _ = try await tests.prepare("\(run.name):best", over: nil, repeats: nil).run()
            } catch Problem.run(.noTestSplit) {
                return
            }
        }
    }
}

/// Which evaluator judged a sweep's runs first: figures of evaluators whose files differ are not put side by side.
private final class Judge: Sendable {
    private let first = Mutex<EvaluatorIdentity?>(nil)

    func hasJudged(_ evaluator: EvaluatorIdentity) { first.withLock { $0 = $0 ?? evaluator } }

    /// Throws where it is another one than the first.
    func check(_ evaluator: EvaluatorIdentity) throws {
        hasJudged(evaluator)
        let judge = first.withLock { $0 } ?? evaluator
        let changed = ["files", "inputs"].filter { part in
            judge.parts[part] != nil && evaluator.parts[part] != judge.parts[part]
        }
        guard changed.isEmpty else { throw Problem.sweep(.evaluatorChanged(parts: changed)) }
    }
}

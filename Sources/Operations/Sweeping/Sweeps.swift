import Listings
import Search
import StudyFile
import StudyModel
import StudyStore
import Text
import Wiring

/// Sweeps: the same study with other choices, over seeds.
package struct Sweeps: Sendable {
    let workbench: Workbench
    let studies: Studies
    let tests: SealedTests

    /// The file that a sweep is read from where none is named.
    package static let usualFile = "sweep.yaml"
    /// As many runs as anybody waits for.
    private static let mostRuns = 100_000

    private var store: SweepStore { SweepStore(workbench.store) }

    /// Reads a sweep and each of its cells, and looks up their bases: whatever would keep one of them from running is said now.
    ///
    /// - Parameters:
    ///   - file: the sweep's; `sweep.yaml` where none is named and nothing is varied by the command line.
    ///   - varying: keys and their values from the command line.
    ///   - seeds: how many, in place of the file's.
    ///   - study: the study's file where the sweep names none.
    package func prepare(
        file: String?, varying: [(key: String, values: String)], seeds: Int?, study: String
    ) async throws -> PreparedSweep {
        let path = file ?? (varying.isEmpty ? Self.usualFile : nil)
        let text = try path.map { try studies.text(ofSweep: $0) }
        let sweep: SweepFile
        do throws(StudyFileError) {
            sweep = try SweepFile(text ?? "", varying: varying, seeds: seeds, study: study)
        } catch {
            throw path.map { error.found(in: $0) } ?? error
        }
        let base = try studies.read(sweep.study)
        var plan = try sweep.plan(name: try await store.nextName(of: base.study.name), of: base.study)
        let cells = plan.cells
        guard !cells.isEmpty, cells.count * plan.seeds.count <= Self.mostRuns else {
            throw Problem.sweep(.tooMany(runs: cells.count * plan.seeds.count, most: Self.mostRuns))
        }
        var notes: [(cell: Int, note: String)] = []
        var trials: [Int?] = []
        var bases: [CommitID] = []
        var comparing = 0
        for cell in cells {
            let parsed: ParsedStudy
            do {
                parsed = try studies.read(
                    sweep.study, options: plan.settings(of: cell, seed: plan.seeds[0]), from: .sweep)
            } catch let error as StudyFileError {
                throw error.placed(in: path ?? "-m") { sweep.place(of: $0, in: cell) }
            }
            if plan.width > 1, let obstacle = parsed.study.obstacleAtOnce {
                throw Problem.sweep(.notAtOnce(cell: cell.number, obstacle))
            }
            let prepared = try await StudyPlan(parsed.study, workbench: workbench)
            let examples = try prepared.examples()
            let decided = try DecidedStudy(parsed, examples: examples)
            notes += decided.notes.map { (cell.number, $0) }
            let train = examples.count { $0.split == .train }
            if parsed.study.leavesNoFigure(train: train) {
                notes.append(
                    (
                        cell.number,
                        "its winner is never run on all of a split, so it has no figure; with `search.select: validation` or `search.accept.on: validation` it has one"
                    ))
            }
            if cell.index == 0, plan.baselines.contains(.constant) {
                plan.constant = try ConstantAnswer(of: parsed.study, examples)
            }
            bases.append(prepared.base.commit)
            let budget = parsed.study.budget
            let aStep = parsed.study.trialsAStep(train: train)
            trials.append(budget.trials ?? (budget.updates ?? budget.proposals).map { $0 * aStep })
            let sealed = plan.tested == .all ? examples.count { $0.split == .test } : 0
            let split = Split(comparing: [parsed.study]) ?? .train
            comparing =
                !parsed.study.objective.mayBeAnswers
                ? 0 : sealed > 0 ? sealed : examples.count { $0.split == split }
        }
        plan.bases = bases
        for row in plan.all where row.baseline != nil {
            try checkBaseline(row, of: plan, in: sweep)
        }
        return PreparedSweep(
            plan: plan, sweepText: text ?? Self.text(varying: varying, study: study), studyText: base.text,
            notes: notes, trials: trials, comparing: comparing)
    }

    /// Reads a baseline as the study that its runs have.
    private func checkBaseline(_ row: SweepPlan.Cell, of plan: SweepPlan, in sweep: SweepFile) throws {
        let own = try studies.read(
            sweep.study, options: plan.settings(of: row, seed: plan.seeds[0]), from: .sweep
        ).study
        let first = try studies.read(
            sweep.study, options: plan.settings(of: plan.cells[0], seed: plan.seeds[0]), from: .sweep
        ).study
        guard let baseline = row.baseline,
            baseline == .mutation
                ? own.proposer == first.proposer : own.search.strategy.name == first.search.strategy.name
        else { return }
        throw Problem.sweep(.baselineIsCell(baseline))
    }

    /// What a file would say of a sweep that the command line describes.
    private static func text(varying: [(key: String, values: String)], study: String) -> String {
        let lines = varying.map { "  \($0.key): [\($0.values)]\n" }
        return "version: 1\nstudy: \(JSONValue.string(study).settingText)\nvary:\n" + lines.joined()
    }

    /// Starts a sweep: its journal is written, and no run yet. Throws `Problem` where the same sweep was begun and has not ended.
    package func start(_ prepared: PreparedSweep) async throws -> LiveSweep {
        for known in try await store.all() {
            guard prepared.plan.isSame(as: known.record.plan),
                try await known.studyText() == Array(prepared.studyText.utf8),
                try await !known.course().hasEnded
            else { continue }
            throw Problem.sweep(.begunAlready(known.record.plan.name))
        }
        do {
            return live(
                try await store.create(
                    prepared.plan, sweepText: Array(prepared.sweepText.utf8),
                    studyText: Array(prepared.studyText.utf8)))
        } catch StoreError.runExists(let name) {
            throw Problem.sweep(.nameTaken(name))
        }
    }

    /// Opens a sweep to go on with it: the one that is named, or the newest that has not ended.
    package func resume(_ name: String?) async throws -> LiveSweep {
        if let name { return live(try await journal(name)) }
        for journal in try await store.all().reversed() where try await !journal.course().hasEnded {
            return live(journal)
        }
        throw Problem.sweep(.noneUnfinished)
    }

    /// Returns a sweep as it stands: the one that is named, or the newest.
    package func report(_ name: String?) async throws -> SweepReport {
        try await runs(of: try await journal(name)).report()
    }

    /// Returns a sweep by its identity; `nil` where it is not here.
    package func report(root: CommitID?) async throws -> SweepReport? {
        guard let journal = try await store.all().last(where: { $0.root == root }) else { return nil }
        return try await runs(of: journal).report()
    }

    /// The sweeps, the newest last, with the names of their runs; opens none of those.
    package func list() async throws -> [(line: SweepLine, names: [RunName])] {
        try await store.lines()
    }

    /// The tips of the journals of a sweep and of its runs, by their refs: while these are the same nothing new was recorded.
    package func tips(of name: RunName) async throws -> [String: CommitID] { try await store.tips(of: name) }

    /// Tells whether a sweep has that name.
    package func has(_ name: RunName) async throws -> Bool {
        try await store.all().contains { $0.record.plan.name == name }
    }

    /// Returns a sweep's own file, as it was begun with; throws `Problem` where there is none of that name.
    package func text(of name: String?) async throws -> String {
        String(decoding: try await journal(name).sweepText(), as: UTF8.self)
    }

    /// Puts a sweep with its runs into the trash; returns how many runs.
    package func delete(_ name: String) async throws -> Int {
        try await runs(of: try await journal(name)).delete()
    }

    private func runs(of journal: SweepJournal) -> SweepRuns {
        SweepRuns(journal: journal, store: workbench.store)
    }

    private func journal(_ name: String?) async throws -> SweepJournal {
        let all = try await store.all()
        guard let found = name == nil ? all.last : all.last(where: { $0.record.plan.name.text == name })
        else {
            throw Problem.sweep(.unknown(name, existing: all.map(\.record.plan.name)))
        }
        return found
    }

    private func live(_ journal: SweepJournal) -> LiveSweep {
        LiveSweep(
            journal: journal, runs: runs(of: journal), workbench: workbench,
            studies: studies, tests: tests)
    }
}

extension Study {
    /// Why a run of it comes to something else where others run beside it; `nil` where it does not.
    fileprivate var obstacleAtOnce: Problem.NotAtOnce? {
        if evaluator.measure.exclusive { return .exclusive }
        if isOfNoisyRuns { return .timing }
        return budget.time == nil ? nil : .byTheClock
    }
}

extension ConstantAnswer {
    /// By the labels of the split that selects; throws `Problem` where a score is not how often an answer is right.
    fileprivate init(of study: Study, _ examples: [Example]) throws {
        guard study.objective.direction == .maximize, study.objective.aggregate == nil else {
            throw Problem.sweep(.noConstant(.otherFigure))
        }
        let review = study.examples.map { ExampleReview(examples, settings: $0) }
        guard let split = Split(comparing: [study]), let answer = review?.summary(of: split)?.majority else {
            throw Problem.sweep(.noConstant(.noAnswers))
        }
        let shares = review?.splits.map { ($0.split.rawValue, $0.share(of: answer)) } ?? []
        self.init(answer, shares: Dictionary(shares) { $1 })
    }
}

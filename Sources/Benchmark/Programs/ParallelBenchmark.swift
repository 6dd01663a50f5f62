import Evaluation
import Git
import Glibc
import ObjectIDs
import Search
import StudyModel
import StudyStore
import Synchronization
import Text
import Workspaces

/// How much sooner a run is over that evaluates two candidates at once: the real loop, store, slots and processes.
///
/// The base and the comparison at the end are left out: they come one after another at any width.
struct ParallelBenchmark {
    let place: Place
    private static let steps = 24
    private static let repeats = 3
    /// How many steps are proposed from one state: a round ends when its last candidate is judged, so a short one waits more.
    private static let rounds = [8, 2]

    /// What judges a candidate.
    private struct Judge {
        let name: String
        let command: String
        let goal: Double
    }

    private static let judges = [
        Judge(name: "sleeps 200 ms", command: "sleep 0.2; echo 1", goal: 1.9),
        Judge(
            name: "computes as long, on cores that are free",
            command: "awk 'BEGIN { for (i = 0; i < 14000000; i++) sum += i; print sum }'", goal: 1.8),
    ]

    func run() async throws -> [Table] {
        var table = Table(
            "\(Self.steps) steps (s, medians of \(Self.repeats))",
            header: ["a command that", "round", "evaluate: 1", "evaluate: 2", "times", "goal"])
        for (number, judge) in Self.judges.enumerated() {
            for round in Self.rounds {
                let folder = "\(place.path)/parallel-\(number)-\(round)"
                table.rows.append(try await row(of: judge, round: round, at: folder))
            }
        }
        table.remarks = [
            "The last two want two cores that nothing else uses: see the load above.",
            "What does not halve is hone's own: between rounds it records and proposes, and its second slot is built once.",
        ]
        return [table]
    }

    private func row(of judge: Judge, round: Int, at folder: String) async throws -> [String] {
        var (one, two) = (Timings(), Timings())
        // In turn, so that a machine that is busy for a while is so for both.
        for turn in 0..<Self.repeats {
            one.add(try await time(judge, round: round, width: 1, at: "\(folder)-\(turn)-1"))
            two.add(try await time(judge, round: round, width: 2, at: "\(folder)-\(turn)-2"))
        }
        return [
            judge.name, "\(round)", (one.median / 1000).text(), (two.median / 1000).text(),
            (one.median / two.median).text(), "≥ \(judge.goal)",
        ]
    }

    /// How long the steps of one run take.
    private func time(_ judge: Judge, round: Int, width: Int, at folder: String) async throws -> Duration {
        let git = try GitRepository(making: folder)
        try SampleTree(files: 200, size: 2_000).commit(
            to: git, beside: [SampleStep.file: SampleStep.content(0)])
        guard let base = CommitID(text: try git.git("rev-parse", "main")) else {
            throw GitRecorder.NoCommit(revision: "main")
        }
        let study = study(judge, round: round, width: width)
        let options = StoreOptions(
            settingsReader: { _ in SettingsReading(study: study) }, now: { 1_700_000_000 },
            random: { 0x5eed }, pace: RecordingBenchmark.Manner.inARow.pace)
        let store = try StudyRepository(GitContext(at: folder, environment: [:]), options: options)
        let journal = try await store.createRun(
            RunSetup(
                study: study, settings: RecordedSettings(), studyText: Array("study: sort\n".utf8),
                base: base, evaluator: EvaluatorIdentity(id: "sha256:00")))
        let watch = StepWatch()
        let loop = LearningLoop(
            store: journal, proposer: CountingProposer(),
            evaluator: try await evaluator(study, base: base, in: store, at: folder), observer: watch,
            strategy: Chain(), clock: ContinuousClock(), date: { 1_700_000_000 })
        _ = try await journal.withStepLock { try await loop.run(stop: StopRequest()) }
        return watch.elapsed(steps: Self.steps)
    }

    private func study(_ judge: Judge, round: Int, width: Int) -> Study {
        var study = SampleStep.study
        study.evaluator.command = TimedCommand(run: .shell(judge.command), timeout: .seconds(60))
        study.search.accept.rule = .always
        study.search.round = round
        study.parallel.evaluate = width
        study.budget.steps = Self.steps
        return study
    }

    private func evaluator(
        _ study: Study, base: CommitID, in store: StudyRepository, at folder: String
    ) async throws -> some Evaluator {
        let sandbox = Sandbox.plain(.turnedOff)
        let environment = [
            "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": place.path,
        ]
        let start = Subject(commit: base, tree: TreeID(try await store.repository.tree(of: ObjectID(base))))
        let pool = try await SlotPool(
            root: folder + "-slots", repository: store.repository, base: start, layout: SlotLayout(),
            sandbox: sandbox, environment: environment)
        let executor = LocalExecutor(
            pool: pool, runner: SandboxedRunner(sandbox, hidden: []), sandbox: sandbox,
            environment: EnvironmentBuilder(inherited: environment, sandbox: sandbox), base: start,
            settings: study.evaluator, lock: MachineLock(folder: folder + "-slots"))
        return try CommandEvaluator(study.evaluator, objective: study.objective, executor: executor)
    }
}

/// Notes when steps are recorded.
private final class StepWatch: RunObserver {
    private let times = Mutex<[Int: ContinuousClock.Instant]>([:])

    func observe(_ progress: Progress) async {
        guard case .recorded(.step(let step), _) = progress else { return }
        times.withLock { $0[step.step.number] = ContinuousClock.now }
    }

    /// From the base to the last of so many steps.
    func elapsed(steps: Int) -> Duration {
        times.withLock { times in
            guard let start = times[0], let end = times[steps] else { return .zero }
            return start.duration(to: end)
        }
    }
}

import Git
import StudyModel
import Synchronization
import TestSupport

@testable import StudyStore

/// A repository with a study in it, and steps that are made up: what a test needs to record runs.
struct StoreFixture: Sendable {
    let repository: TemporaryRepository
    let study: StudyRepository
    let base: CommitID
    let settings: Study

    init(
        branches: BranchPolicy = .living, regions: ArtifactSettings.Regions = .wholeFile,
        sync: SyncPolicy = .none, pace: ProjectionPace = .everyStep, failpoints: Failpoints = .none,
        deterministic: Bool = false
    ) throws {
        repository = try TemporaryRepository()
        let base = try repository.commit(
            "Begin", files: Self.files)
        self.base = try CommitID(text: base).orFail()
        settings = Self.study(branches: branches, regions: regions, deterministic: deterministic)
        study = try Self.open(repository, sync: sync, pace: pace, failpoints: failpoints)
    }

    /// What the base has; one file is within what may be edited and read, and hidden.
    static let files = [
        "src/sort.c": "int n = 1;\n", "src/key.c": "int key = 7;\n", "bench/run.sh": "true\n",
        "README": "Sort.\n",
    ]

    private static func study(
        branches: BranchPolicy, regions: ArtifactSettings.Regions, deterministic: Bool = false
    ) -> Study {
        Study(
            name: "sort",
            artifact: ArtifactSettings(editable: ["src/**"], regions: regions),
            context: ["README", "src/key.c"],
            evaluator: EvaluatorSettings(
                files: ["bench/**"], hidden: ["src/key.c"],
                command: TimedCommand(run: .shell("bench/run.sh"), timeout: .seconds(60)),
                deterministic: deterministic),
            objective: Objective(metric: "seconds", direction: .minimize), branches: branches)
    }

    /// Reads the two settings that differ among fixtures, and knows no other value of them.
    private static func read(_ recorded: RecordedSettings) throws(UnreadableSettings) -> SettingsReading {
        let words = ["branches", "artifact.regions"].map { ($0, recorded.byKey[$0]?.value.string ?? "") }
        let branches = BranchPolicy(rawValue: words[0].1)
        let regions = ArtifactSettings.Regions(rawValue: words[1].1)
        let isKnown = [branches != nil, regions != nil]
        return SettingsReading(
            study: study(branches: branches ?? .living, regions: regions ?? .wholeFile),
            unknown: zip(words, isKnown).filter { !$1 }.map { .init(key: $0.0.0, value: $0.0.1) })
    }

    /// Opens the repository as a new process would; time stands still, and writers are numbered.
    static func open(
        _ repository: TemporaryRepository, sync: SyncPolicy = .none, pace: ProjectionPace = .everyStep,
        failpoints: Failpoints = .none, writersAfter first: UInt64 = 0xabcd_0000
    ) throws -> StudyRepository {
        let counter = Mutex(first)
        let options = StoreOptions(
            settingsReader: Self.read,
            now: { 1_700_000_500 },
            random: {
                counter.withLock {
                    $0 += 1
                    return $0
                }
            }, sync: sync, pace: pace, failpoints: failpoints)
        return try StudyRepository(GitContext(at: repository.path, environment: [:]), options: options)
    }

    /// What is recorded of the study's settings, among them one of a newer program.
    var recorded: RecordedSettings {
        RecordedSettings([
            "version": .init(value: .number(1), origin: .file),
            "study": .init(value: .string(settings.name), origin: .file),
            "branches": .init(value: .string(settings.branches.rawValue), origin: .file),
            "artifact.regions": .init(value: .string(settings.artifact.regions.rawValue), origin: .default),
            "seed": .init(value: .string("18446744073709551615"), origin: .option),
            "key.to.come": .init(
                value: .object(["x": .array([.number(1), .bool(true)])]), origin: .init(rawValue: "oracle")),
        ])
    }

    var setup: RunSetup {
        RunSetup(
            study: settings, settings: recorded, studyText: Array("study: sort\n".utf8), base: base,
            evaluator: EvaluatorIdentity(
                id: "sha256:00", parts: settings.evaluator.deterministic ? ["files": "sha256:00"] : [:]),
            evaluatorFiles: [
                EvaluatorFile(path: "bench/run.sh", bytes: Array("true\n".utf8), mode: .executable)
            ],
            programs: ["hone": "test"])
    }

    /// Starts a run and records its base.
    func startRun() async throws -> RunJournal {
        let journal = try await study.createRun(setup)
        _ = try await journal.events(after: 0)
        try await journal.append(baseStep(of: journal), feedback: "Fine.", attachments: [])
        return journal
    }

    /// Opens the run again as a new process would.
    func reopen(
        _ name: String = "sort-1", for access: RunAccess = .appending, pace: ProjectionPace = .everyStep,
        failpoints: Failpoints = .none
    ) async throws -> RunJournal {
        let run = try RunName(text: name).orFail()
        return try await Self.open(repository, pace: pace, failpoints: failpoints).open(run, for: access)
    }

    /// An event as it is read back.
    func content(_ event: Event) -> RecordedEvent.Content {
        RecordedEvent.Content(event, objectives: settings.objectives)
    }

    func baseStep(of journal: RunJournal) -> Event {
        let record = journal.record
        return .step(
            StepRecord(
                step: StepID(number: 0, writer: record.writer), lineage: .first,
                parents: Parents(record.base),
                candidate: record.base, tree: record.baseTree, outcome: .scored, verdict: .accepted,
                moves: [LineageMove(.first, .advanced(to: record.base))], summary: "", proposer: "",
                evaluations: [recorded(evaluation(1), of: record.base, sitting: "0.1")],
                recordedAt: 1_700_000_000))
    }

    /// An evaluation as a step of a study without examples records it.
    func recorded(_ evaluation: Evaluation, of candidate: CommitID, sitting: String) -> RecordedEvaluation {
        RecordedEvaluation(
            of: candidate, evaluator: "sha256:00", sample: Sample(repeats: 3, sitting: sitting),
            attempts: [EvaluationAttempt(id: sitting + ".1", executor: "local")], evaluation)
    }

    func evaluation(_ seconds: Double) -> Evaluation {
        let trials = (0..<3).map {
            Trial(
                repetition: $0, seed: UInt64.max - UInt64($0),
                metrics: ["seconds": seconds + Double($0) / 64],
                usage: Usage(tokensIn: 2, tokensOut: 1, cost: 0.25), wallSeconds: 0.5)
        }
        return Evaluation(
            outcome: .scored, trials: trials,
            metrics: ["seconds": MetricSummary(value: seconds, direction: .minimize, n: 3, sd: 0.125)],
            feedback: "It ran.", commandRuns: 3, wallSeconds: 1.5)
    }

    /// Drafts and records a step that writes `text` into the one editable file; its number decides the score.
    ///
    /// - Parameter birth: the lineage that begins with its candidate, where that does not go on with the current one.
    @discardableResult
    func step(
        _ number: Int, _ verdict: Verdict = .accepted, text: String? = nil, bearing birth: LineageName? = nil,
        gain: Double = 0.01,
        in journal: RunJournal,
        attachments: [Attachment] = []
    ) async throws -> StepRecord {
        let view = await journal.view
        let lineage = view.current
        let id = StepID(number: number, writer: journal.writer)
        let proposal = Proposal(
            changes: [
                FileChange(
                    path: "src/sort.c",
                    content: .file(Array((text ?? "int n = \(number + 1);\n").utf8), executable: false))
            ], summary: "Try \(number)", rationale: "It may help.")
        let draft = try await journal.draft(
            proposal, on: Parents(lineage.head), step: id, proposer: "mutation")
        guard case .candidate(let commit, let tree) = draft else { throw FixtureError.notDrafted(draft) }
        let record = StepRecord(
            step: id, lineage: lineage.name, parents: Parents(lineage.head), candidate: commit, tree: tree,
            outcome: .scored, verdict: verdict, why: "as told",
            moves: verdict == .accepted
                ? [
                    birth.map { LineageMove($0, .born(at: commit)) }
                        ?? LineageMove(lineage.name, .advanced(to: commit))
                ]
                : [],
            gains: [
                RecordedGain(
                    of: commit, over: lineage.head, source: .paired, sitting: "\(number).1",
                    metric: "seconds", comparison: Comparison(test: "exact", gain: gain, n: 3, reference: 1),
                    confidence: 0.95)
            ], summary: "Try \(number)", proposer: "mutation", edit: "literal",
            evaluations: [
                recorded(evaluation(1), of: lineage.head, sitting: "\(number).1"),
                recorded(evaluation(1 / Double(number + 1)), of: commit, sitting: "\(number).1"),
            ], seed: .max, proposerUsage: Usage(tokensIn: 1, tokensOut: 1, cost: 0), wallSeconds: 2,
            recordedAt: 1_700_000_000 + Int64(number))
        try await journal.append(.step(record), feedback: "Ran \(number).", attachments: attachments)
        return record
    }
}

extension RunJournal {
    /// What happened after the first `count` events.
    func contents(after count: Int = 0) async throws -> [RecordedEvent.Content] {
        try await events(after: count).map(\.content)
    }
}

enum FixtureError: Error {
    case missing
    case notDrafted(Draft)
    case stopped(at: String)
}

extension Optional {
    func orFail() throws -> Wrapped {
        guard let self else { throw FixtureError.missing }
        return self
    }
}

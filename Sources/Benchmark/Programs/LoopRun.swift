import Git
import Glibc
import Search
import StudyModel
import StudyStore
import Synchronization

/// A run of the real loop and the real store, with a proposer and an evaluator that take no time.
struct LoopRun {
    let folder: String
    let steps: Int

    /// Runs it to its end and prints the most memory that this process has had, in KiB.
    func run() async throws {
        let repository = GitRepository(at: folder)
        guard let base = CommitID(text: try repository.git("rev-parse", "main")) else {
            throw GitRecorder.NoCommit(revision: "main")
        }
        let options = StoreOptions(
            settingsReader: { _ in SettingsReading(study: SampleStep.study) }, now: { 1_700_000_000 },
            random: { 0x5eed }, sync: .none,
            pace: RecordingBenchmark.Manner.inARow.pace)
        var study = SampleStep.study
        study.budget.steps = steps
        let journal = try await StudyRepository(GitContext(at: folder, environment: [:]), options: options)
            .createRun(
                RunSetup(
                    study: study, settings: RecordedSettings(), studyText: Array("study: sort\n".utf8),
                    base: base,
                    evaluator: EvaluatorIdentity(id: "sha256:00")))
        let loop = LearningLoop(
            store: journal, proposer: CountingProposer(), evaluator: CountingEvaluator(),
            observer: SilentObserver(), strategy: Chain(), clock: ContinuousClock(), date: { 1_700_000_000 })
        _ = try await journal.withStepLock { try await loop.run(stop: StopRequest()) }
        print(try Self.peakMemory())
    }

    private static func peakMemory() throws -> Int {
        let lines = try HostText.read("/proc/self/status").split(separator: "\n")
        let words = lines.first { $0.hasPrefix("VmHWM:") }?.split(separator: " ") ?? []
        return words.dropFirst().first.flatMap { Int($0) } ?? 0
    }
}

/// Proposes the sample file of each step.
struct CountingProposer: Proposer {
    func propose(_ request: ProposalRequest) async throws -> Proposal {
        SampleStep(number: request.step.number).proposal
    }
}

/// Judges each candidate by its place in the order of evaluations: every third is better than all before it.
private final class CountingEvaluator: Evaluator {
    private let count = Atomic<Int>(0)

    func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        sitting.candidates.map { _ in
            let number = count.wrappingAdd(1, ordering: .relaxed).oldValue
            let step = SampleStep(number: number % 3 == 0 ? number : 0)
            var evaluation = step.evaluation
            evaluation.trials = Array(evaluation.trials.prefix(1))
            evaluation.attachments = step.attachments.filter { $0.path == "stdout" }
            return evaluation
        }
    }
}

import Evaluation
import Git
import ObjectIDs
import Proposers
import Search
import StudyModel
import StudyStore
import Workspaces

/// Puts the parts of a run together: sandbox, slots, evaluator, proposer.
package struct RunAssembly: Sendable {
    private let plan: StudyPlan
    private let sandbox: Sandbox
    private let pool: SlotPool
    private let runner: SandboxedRunner
    private let environment: EnvironmentBuilder
    private let lock: MachineLock
    /// What no program of the run may see.
    private let hidden: [String]
    private let workbench: Workbench
    /// What is proposed again; `nil` for proposers that make something new.
    private let recording: (any Recording)?

    /// Looks for the sandbox and makes the slots; throws what keeps either from being had.
    package init(_ plan: StudyPlan, workbench: Workbench) async throws {
        let inherited = workbench.surroundings.environment
        let settings = plan.study.evaluator
        let plan = try settings.sandbox.mode == .off ? plan : plan.located(in: workbench.checkout.top)
        self.plan = plan
        self.workbench = workbench
        recording =
            switch plan.study.proposer {
            case .replay(let settings): try await JournaledRun(settings, in: workbench.store)
            case .commits(let settings): try await CommitRange(settings, in: workbench.repository)
            default: nil
            }
        let folder = try SlotsFolder(plan.study, workbench: workbench)
        lock = MachineLock(folder: folder.shared)
        hidden = [try workbench.checkout.top, workbench.repository.commonDirectory]
        sandbox = try await Sandbox.detect(mode: settings.sandbox.mode, environment: inherited)
        environment = EnvironmentBuilder(inherited: inherited, sandbox: sandbox)
        runner = SandboxedRunner(
            sandbox, hidden: hidden)
        pool = try await SlotPool(
            root: folder.path, repository: workbench.repository, base: plan.base,
            layout: plan.layout(checkout: try workbench.checkout.top), sandbox: sandbox,
            environment: inherited)
    }

    /// The evaluator with what it judges by; throws what is wrong with the study.
    package func parts() throws -> RunParts {
        let evaluator = try evaluator()
        let patient = RetryingEvaluator(
            evaluator, clock: ContinuousClock(), date: workbench.surroundings.now,
            observer: workbench.observer)
        return RunParts(
            evaluator: evaluator, patient: patient, examples: try plan.examples(), sandbox: sandbox,
            base: plan.base)
    }

    private func evaluator() throws -> any Evaluator {
        try CommandEvaluator(
            plan.study.evaluator, objective: plan.study.objective, others: plan.study.otherObjectives,
            executor: executor)
    }

    private var executor: LocalExecutor {
        LocalExecutor(
            pool: pool, runner: runner, sandbox: sandbox, environment: environment, base: plan.base,
            settings: plan.study.evaluator, lock: lock, horizon: plan.study.readHorizon)
    }

    /// Counts which lines of the base are executed where it is measured; `nil` where the study has no command for that.
    package func coverage() async throws -> LineCoverage? {
        guard let command = plan.study.artifact.coverage else { return nil }
        return try await CoverageRun(command, after: plan.study.evaluator.build, executor: executor).coverage(
            of: plan.base, paths: try await base.editablePaths(),
            examples: try plan.examples().filter { $0.split == .train })
    }

    /// Runs a command on the base as the study's own is run, with other words around it; returns what it wrote for results.
    ///
    /// - Parameters:
    ///   - around: the words before those of the study's command.
    ///   - name: what it is, in the words of a failure.
    package func runBeside(_ around: [String], named name: String) async throws -> [UInt8] {
        let settings = plan.study.evaluator
        let command = TimedCommand(
            run: .direct(around + settings.command.run.words), timeout: settings.command.timeout * 4)
        let run = BesideRun(command, named: name, after: settings.build, executor: executor)
        let examples = try plan.examples().filter { $0.split == .train }
        return try await run.result(on: plan.base, examples: examples).results ?? []
    }

    /// The base's files that may be read as text, by path, however many there are of so many bytes in all.
    package func sources(upTo limit: Int) async throws -> [(path: String, text: String)] {
        try await base.texts(upTo: limit)
    }

    /// Builds a candidate and copies what that left into a folder with its files, for somebody to try it.
    package func copyBuild(of subject: Subject, into folder: String) async throws -> CopiedBuild {
        try await executor.copyBuild(of: subject, into: folder)
    }

    /// The files that the study starts from.
    package var base: BaseArtifact { BaseArtifact(plan, in: workbench.repository) }

    /// Throws where a command names a program of the checkout by PATH, which no sandbox shows.
    package func checkPrograms() throws {
        let hidden = HiddenProgram.first(
            of: plan.study.evaluator, path: environment.path, below: try workbench.checkout.top, in: sandbox)
        if let hidden { throw Problem.study(.hiddenProgram(hidden)) }
    }

    /// Throws what would keep the study's proposer from its first proposal, as far as that can be told before.
    package func checkProposer() async throws {
        guard case .chat(let settings) = plan.study.proposer else { return }
        _ = try ChatTask(settings, of: plan.study)
        try await ChatLines(settings, workbench: workbench).checkKeys()
    }

    /// What would keep the proposer from its proposals, a sentence each; throws what is wrong with the study.
    ///
    package func tryProposer() async throws -> ProposerTrial {
        switch plan.study.proposer {
        case .chat(let settings):
            _ = try ChatTask(settings, of: plan.study)
            let trial = try await ChatLines(settings, workbench: workbench).trial()
            return ProposerTrial(
                obstacles: trial.obstacles.map { "Model " + $0 }, seconds: trial.seconds)
        case .agent(let settings):
            let reach = AgentReach(
                settings, sandbox: plan.study.evaluator.sandbox, checkout: try workbench.checkout.top,
                bench: agentBench)
            let look = try await reach.look(at: plan.base)
            return ProposerTrial(obstacles: look.obstacles, agent: look.words)
        default: return ProposerTrial()
        }
    }

    /// Returns what is tuned, by the study's proposer or at the end; `nil` for nothing. Throws where it is to be and the base has no number for it.
    package func tuning() async throws -> TunePlan? {
        let settings = plan.study.proposer.tuning ?? (plan.study.ceiling == nil ? nil : TuneSettings())
        guard let settings else { return nil }
        return try await TuneProposer(settings, knobs: plan.study.artifact.knobs).plan(from: base)
    }

    /// Returns how many proposals belong together by the study's proposer, which tunes by a plan or does not.
    package func generation(of tuning: TunePlan?) -> Int {
        plan.study.proposer.kind == .tune ? tuning?.generation ?? 1 : 1
    }

    /// The proposer of a run.
    package func proposer(for journal: RunJournal) async throws -> any Proposer {
        let run = journal.record.run
        switch plan.study.proposer {
        case .mutation:
            return MutationProposer(covered: try await journal.coverage().map { CoveredBase($0, of: base) })
        case .tune(let settings): return TuneProposer(settings, knobs: plan.study.artifact.knobs)
        case .chat(let settings):
            let lines = try ChatLines(settings, workbench: workbench)
            return ChatProposer(
                task: try ChatTask(settings, of: plan.study), replies: JournalReplies(journal: journal),
                model: { try await lines.model($0) })
        case .agent(let settings):
            return AgentProposer(
                task: AgentTask(settings, of: plan.study, run: run), bench: agentBench)
        case .external: return OutsideProposer()
        case .replay, .commits: return replay(into: journal)
        }
    }

    private func replay(into journal: RunJournal) -> ReplayProposer {
        guard let recording else {
            preconditionFailure("what is replayed is opened when the run is put together")
        }
        return ReplayProposer(recording) { [trees = journal.trees] candidate, parent in
            try await trees.reapply(candidate.commit, madeFrom: candidate.parent, onto: parent)
        }
    }

    private var agentBench: AgentBench {
        let surroundings = workbench.surroundings
        return AgentBench(
            pool: pool, runner: runner, sandbox: sandbox, environment: environment,
            surroundings: AgentSurroundings(
                home: surroundings.environment["HOME"],
                hidden: hidden,
                now: surroundings.now, offsetMinutes: surroundings.offsetMinutes),
            tree: { [repository = workbench.repository] commit in
                TreeID(try await repository.readCommit(ObjectID(commit)).tree)
            })
    }
}

/// The parts of a run that its study picks.
package struct RunParts: Sendable {
    /// Judges candidates; a loop has a patience of its own with it.
    package let evaluator: any Evaluator
    /// The same, tried again where it failed by what no candidate can cause: for whatever is measured apart from a loop.
    package let patient: RetryingEvaluator
    /// Of every split; empty where the study has none.
    package let examples: [Example]
    /// What confines evaluators and agents.
    package let sandbox: Sandbox
    /// Where the run starts from.
    package let base: Subject
}

/// What a look at whoever proposes came to, before anything is proposed.
package struct ProposerTrial: Sendable {
    /// What would keep it from its proposals, a sentence each.
    package var obstacles: [String] = []
    /// What a model took over a word, which a step will wait for at the least.
    package var seconds = 0.0
    /// The agent in a line, where hone knows it.
    package var agent: String?
}

/// Stands where proposals come from outside, through `hone ask` and `hone tell`: the loop never asks it.
package struct OutsideProposer: Proposer {
    package init() {}

    package func propose(_ request: ProposalRequest) async throws -> Proposal {
        throw Problem.study(.proposedFromOutside)
    }
}

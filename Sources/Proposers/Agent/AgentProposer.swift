import StudyModel
import Workspaces

/// Lets a command edit the parent's files in a slot of its own; the proposal is what the slot holds afterwards.
///
/// The command gets the evidence and the instructions as files, the network, and nothing of the user's repository. Whether and what
/// it commits in the slot does not matter. Changes of a command that crashed or ran out of time are not used.
package struct AgentProposer: Proposer {
    private let task: AgentTask
    private let bench: AgentBench

    package init(task: AgentTask, bench: AgentBench) {
        self.task = task
        self.bench = bench
    }

    /// Runs the agent, and once more where it changed tracked files outside the scope.
    ///
    /// Throws `WorkspaceError.executableNotFound` where the command names a program that is not there.
    package func propose(_ request: ProposalRequest) async throws -> Proposal {
        let commit = request.changed
        let parent = Subject(commit: commit, tree: try await bench.tree(commit))
        let context = try await request.artifact.contextPaths()
        return try await bench.pool.withSlot(.agent) { slot in
            try await slot.move(to: parent)
            if let history = request.history {
                try await slot.add(try await SlotHistory(history, head: commit))
            }
            do {
                let proposal = try await proposal(request, context: context, in: slot)
                try slot.site.emptyHome()
                return proposal
            } catch {
                // Whatever happened, the user's credentials do not stay there.
                try slot.site.emptyHome()
                throw error
            }
        }
    }

    private func proposal(
        _ request: ProposalRequest, context: [String], in slot: Slot
    ) async throws -> Proposal {
        let confinement = slot.site.confinement(task.sandbox)
        let briefing = try AgentBriefing(task, request, context: context, in: slot.site) {
            bench.sandbox.visiblePath($0, in: confinement)
        }
        try AgentCredentials(paths: task.settings.credentials, home: bench.surroundings.home)
            .place(in: slot.site.home)
        let session = AgentSession(task: task, request: request, bench: bench, slot: slot, briefing: briefing)
        return try await session.proposal()
    }
}

extension SlotHistory {
    /// All of a run's history, with its notes by the names that the user's repository has for them.
    fileprivate init(_ history: any RunHistory, head: CommitID) async throws {
        var entries: [Entry] = []
        for candidate in history.candidates {
            var notes = ["score": candidate.score]
            notes["feedback"] = try await history.feedback(of: candidate)
            entries.append(Entry(candidate, notes: notes, traces: try await history.traces(of: candidate)))
        }
        self.init(entries, head: head)
    }
}

/// What an agent is asked for, besides what each step's request says.
package struct AgentTask: Sendable {
    let settings: AgentSettings
    let run: RunName
    let artifact: ArtifactSettings
    let scope: ArtifactScope
    /// The agent's confinement: the study's, with the network on.
    let sandbox: SandboxSettings

    package init(_ settings: AgentSettings, of study: Study, run: RunName) {
        self.settings = settings
        self.run = run
        artifact = study.artifact
        scope = ArtifactScope(study)
        var sandbox = study.evaluator.sandbox
        sandbox.network = true
        self.sandbox = sandbox
    }
}

/// Where agents work and how their processes are started.
package struct AgentBench: Sendable {
    let pool: SlotPool
    let runner: SandboxedRunner
    let sandbox: Sandbox
    let environment: EnvironmentBuilder
    let surroundings: AgentSurroundings
    let tree: @Sendable (CommitID) async throws -> TreeID

    /// - Parameter tree: gives the tree of a candidate; `RunStore.tree(of:)`.
    package init(
        pool: SlotPool, runner: SandboxedRunner, sandbox: Sandbox, environment: EnvironmentBuilder,
        surroundings: AgentSurroundings, tree: @escaping @Sendable (CommitID) async throws -> TreeID
    ) {
        self.pool = pool
        self.runner = runner
        self.sandbox = sandbox
        self.environment = environment
        self.surroundings = surroundings
        self.tree = tree
    }

    /// What shows a program to a slot, wherever the user has it.
    func binds(of program: String) -> [Confinement.Bind] {
        ProgramPlace(
            of: program, path: environment.path, home: surroundings.home, hidden: surroundings.hidden
        ).binds
    }
}

/// What agents take from the user's machine.
package struct AgentSurroundings: Sendable {
    /// The user's home; `nil` where the environment names none.
    let home: String?
    /// Folders that no agent may see, whatever its program's place: the user's checkout and git directories.
    let hidden: [String]
    /// Seconds since 1970.
    let now: @Sendable () -> Int64
    /// The offset of the local time from UTC, in minutes, by which programs tell when a limit ends.
    let offsetMinutes: Int

    package init(
        home: String?, hidden: [String], now: @escaping @Sendable () -> Int64, offsetMinutes: Int
    ) {
        self.home = home
        self.hidden = hidden
        self.now = now
        self.offsetMinutes = offsetMinutes
    }
}

import StudyModel
import Workspaces

/// One step of an agent: its first turn, a repair turn where one is due, and the proposal that comes of them.
struct AgentSession: Sendable {
    let task: AgentTask
    let request: ProposalRequest
    let bench: AgentBench
    let slot: Slot
    let briefing: AgentBriefing

    /// What the turns have come to so far.
    private struct Course {
        var usage = Usage.none
        var attachments: [Attachment] = []
    }

    func proposal() async throws -> Proposal {
        let before = try await head()
        var course = Course()
        var last = try await run(.first, &course)
        if let failure = last.failure, !last.isUsable { return ended(failure, course) }
        var found = try await changes()
        let violations = try await violations(in: found.changes)
        if !violations.isEmpty {
            try briefing.writeViolations(violations)
            last = try await run(.repair, &course)
            // What the first turn left stands otherwise, and is refused.
            if last.isUsable { found = try await changes() }
            if let failure = last.failure, failure.scope == .attempt, !last.isUsable {
                return ended(failure, course)
            }
        }
        guard !found.changes.isEmpty else {
            return ended(last.failure ?? Self.noChange(found, last), course, found)
        }
        if !found.leftOut.isEmpty { course.attachments.append(Self.leftOut(found)) }
        let after = try await head()
        let commit = after == before ? nil : after
        return Proposal(
            changes: found.changes,
            summary: AgentReply(last.message).summary(commit: commit, changes: found.changes),
            rationale: Self.rationale(commit: commit, last.interruption, leftOut: found.leftOut),
            usage: course.usage,
            attachments: course.attachments)
    }

    // MARK: - Processes

    private func run(_ turn: AgentTurn, _ course: inout Course) async throws -> AgentTurnResult {
        try briefing.mailbox.empty()
        let process = try await bench.runner.run(try await processRequest(turn))
        let reader = AgentTurnReader(
            settings: task.settings, mailbox: briefing.mailbox, surroundings: bench.surroundings)
        let result = reader.read(process)
        course.usage = course.usage + result.usage
        course.attachments +=
            turn == .first
            ? result.attachments(reply: "reply.md", errors: "agent-stderr", raw: "agent-stdout")
            : result.attachments(reply: "repair.md", errors: "repair-stderr", raw: "repair-stdout")
        return result
    }

    /// Where the random choices of this answer derive from.
    private var seed: UInt64 {
        request.asked == 0 ? request.seed : Seeds.derive(request.seed, "asked", String(request.asked))
    }

    private func processRequest(_ turn: AgentTurn) async throws -> ProcessRequest {
        let settings = task.settings
        var confinement = slot.site.confinement(task.sandbox)
        let visible = { [confinement] in bench.sandbox.visiblePath($0, in: confinement) }
        var variables = [
            "HONE_EVIDENCE": visible(briefing.evidence), "HONE_INSTRUCTIONS": visible(briefing.instructions),
            "HONE_STEP": String(request.step.number), "HONE_RUN": task.run.text,
            "HONE_SEED": String(Seeds.told(seed)),
            "HONE_USAGE": visible(briefing.mailbox.usageFile),
            "HONE_RETRY_AFTER": visible(briefing.mailbox.retryFile),
        ]
        if turn == .repair { variables["HONE_REPAIR"] = visible(briefing.violations) }
        let words: [String]
        switch settings.program {
        case .command(let command): words = command.words
        case .preset(let preset):
            let command = PresetCommand(
                preset: preset, model: settings.model, arguments: settings.arguments, confined: confined)
            let editable = try await editable(for: preset)
            words = command.words(try briefing.prompt(turn, editable: editable, visible: visible))
            variables.merge(command.variables) { $1 }
        }
        confinement.binds += bench.binds(of: words[0])
        return ProcessRequest(
            words: words, directory: slot.path,
            environment: bench.environment.environment(
                for: slot.site, secrets: settings.secrets, adding: variables),
            timeout: settings.timeout, confinement: confinement)
    }

    private var confined: PresetCommand.Confined {
        if case .bubblewrap = bench.sandbox { .yes } else { .no }
    }

    /// aider edits the files that it is given; of very many it finds its own way.
    private func editable(for preset: AgentPreset) async throws -> [String] {
        guard preset == .aider else { return [] }
        let paths = try await request.artifact.editablePaths()
        return paths.count <= 50 ? paths : []
    }

    /// Returns the commit that the slot's own git has checked out; `nil` where git is not there or the agent broke it.
    private func head() async throws -> AgentCommit? {
        let environment = bench.environment.environment(for: slot.site)
        let request = ProcessRequest(
            git: ["log", "-1", "--no-show-signature", "--format=%H%n%s%n%b"], directory: slot.path,
            environment: environment, timeout: .seconds(30), confinement: slot.site.confinement(task.sandbox))
        do {
            let result = try await bench.runner.run(request)
            return result.succeeded ? AgentCommit(log: result.stdout.text) : nil
        } catch WorkspaceError.executableNotFound { return nil }
    }

    // MARK: - What the agent left

    private func changes() async throws -> SlotChanges {
        let scope = task.scope
        return try await slot.changes(upTo: scope.maxSize) { scope.isEditable($0) }
    }

    private func violations(in changes: [FileChange]) async throws -> [ScopeViolation] {
        var found: [ScopeViolation] = []
        for change in changes {
            let old = try await request.artifact.read(change.path)
            let isExecutable = try await request.artifact.isExecutable(change.path)
            let file = old.map { OldFile.file($0, executable: isExecutable) }
            if let violation = task.scope.violation(of: change, replacing: file) { found.append(violation) }
        }
        return found
    }

    // MARK: - Proposals

    /// The end of a step without changes.
    private func ended(_ failure: Failure, _ course: Course, _ found: SlotChanges = SlotChanges()) -> Proposal
    {
        let leftOut = found.leftOut.isEmpty ? [] : [Self.leftOut(found)]
        return Proposal(
            changes: [], summary: "no change", usage: course.usage, attachments: course.attachments + leftOut,
            failure: failure)
    }

    /// - Parameter turn: some agents complain of a login in what they say, and end as if all were well.
    private static func noChange(_ found: SlotChanges, _ turn: AgentTurnResult) -> Failure {
        let dropped = found.leftOut.count
        let said = turn.output.failure?.clipped(to: 200) ?? turn.message
        let line = said.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        let cause =
            dropped == 0
            ? "the agent changed nothing"
            : "the agent changed nothing in the scope; \(dropped) files outside it, or too large, were dropped"
        var failure = AgentFailure.failure(cause, said: line.count <= 200 ? line : "")
        if failure.scope == .run { return Failure(.run, cause + ": " + line) }
        failure.isAnswer = true
        return failure
    }

    private static func leftOut(_ found: SlotChanges) -> Attachment {
        Attachment(path: "left-out.txt", text: found.leftOut.joined(separator: "\n") + "\n")
    }

    private static func rationale(
        commit: AgentCommit?, _ interruption: String?, leftOut: [String]
    ) -> String {
        var parts = [commit?.body ?? ""]
        if let interruption { parts.append("Not finished: \(interruption). This is what was there by then.") }
        if !leftOut.isEmpty {
            let rest = leftOut.count > 10 ? ["and \(leftOut.count - 10) more"] : []
            let names = (leftOut.prefix(10) + rest).map { "- \($0)" }
            parts.append(
                "Dropped, being new and outside the scope, or larger than a candidate may have them:\n"
                    + names.joined(separator: "\n"))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

import StudyModel
import Workspaces

/// One step of an agent: its first turn, a repair turn where one is due, and the proposal that comes of them.
struct AgentSession<Runner: ProcessRunner>: Sendable {
    let task: AgentTask
    let request: ProposalRequest
    let bench: AgentBench<Runner>
    let slot: Slot
    let briefing: AgentBriefing

    func proposal() async throws -> Proposal {
        let before = try await head()
        let first = try await run(repair: nil)
        var attachments = Self.attachments(first, reply: "reply.md", errors: "agent-stderr")
        guard first.succeeded else { return nothing(first.problem(task.settings), attachments) }
        var last = first
        var found = try await changes()
        let violations = try await violations(in: found.changes)
        if !violations.isEmpty {
            try briefing.writeViolations(violations)
            last = try await run(repair: briefing.violations)
            attachments += Self.attachments(last, reply: "repair.md", errors: "repair-stderr")
            // What the first turn left stands otherwise, and is refused.
            if last.succeeded { found = try await changes() }
        }
        if !found.leftOut.isEmpty {
            attachments.append(
                Attachment(path: "left-out.txt", text: found.leftOut.joined(separator: "\n") + "\n"))
        }
        guard !found.changes.isEmpty else { return nothing(Self.noChange(found), attachments) }
        let after = try await head()
        let commit = after == before ? nil : after
        return Proposal(
            changes: found.changes,
            summary: AgentReply(last.stdout.text).summary(commit: commit, changes: found.changes),
            rationale: Self.rationale(commit: commit, leftOut: found.leftOut), attachments: attachments)
    }

    // MARK: - Processes

    private func run(repair: String?) async throws -> ProcessResult {
        let confinement = slot.site.confinement(task.sandbox)
        func visible(_ path: String) -> String { bench.sandbox.visiblePath(path, in: confinement) }
        var variables = [
            "HONE_EVIDENCE": visible(briefing.evidence), "HONE_INSTRUCTIONS": visible(briefing.instructions),
            "HONE_STEP": String(request.step.number), "HONE_RUN": task.run.text,
        ]
        variables["HONE_REPAIR"] = repair.map(visible)
        return try await bench.runner.run(
            ProcessRequest(
                words: task.settings.command.words, directory: slot.path,
                environment: bench.environment.environment(
                    for: slot.site, secrets: task.settings.secrets, adding: variables),
                timeout: task.settings.timeout, confinement: confinement))
    }

    /// Returns the commit that the slot's own git has checked out; `nil` where git is not there or the agent broke it.
    private func head() async throws -> AgentCommit? {
        let environment = bench.environment.environment(for: slot.site)
        let request = ProcessRequest(
            words: ["git", "log", "-1", "--no-show-signature", "--format=%H%n%s%n%b"], directory: slot.path,
            environment: environment, timeout: .seconds(30), confinement: slot.site.confinement(task.sandbox))
        do {
            let result = try await bench.runner.run(request)
            return result.succeeded ? AgentCommit(log: result.stdout.text) : nil
        } catch WorkspaceError.executableNotFound { return nil }
    }

    // MARK: - What the agent left

    private func changes() async throws -> SlotChanges {
        let scope = task.scope
        return try await slot.changes { scope.isEditable($0) }
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

    private func nothing(_ problem: String, _ attachments: [Attachment]) -> Proposal {
        Proposal(changes: [], summary: "no change", attachments: attachments, problem: problem)
    }

    private static func noChange(_ found: SlotChanges) -> String {
        let dropped = found.leftOut.count
        return dropped == 0
            ? "the agent changed nothing"
            : "the agent changed nothing in the scope; \(dropped) new files outside it were dropped"
    }

    private static func attachments(_ result: ProcessResult, reply: String, errors: String) -> [Attachment] {
        let both = [
            Attachment(path: reply, bytes: result.stdout.bytes),
            Attachment(path: errors, bytes: result.stderr.bytes),
        ]
        return both.filter { !$0.bytes.isEmpty }
    }

    private static func rationale(commit: AgentCommit?, leftOut: [String]) -> String {
        var parts = [commit?.body ?? ""]
        if !leftOut.isEmpty {
            let rest = leftOut.count > 10 ? ["and \(leftOut.count - 10) more"] : []
            let names = (leftOut.prefix(10) + rest).map { "- \($0)" }
            parts.append("Dropped, being new and outside the scope:\n" + names.joined(separator: "\n"))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

extension ProcessResult {
    /// Why nothing of this process is used, in one line.
    fileprivate func problem(_ settings: AgentSettings) -> String {
        let line =
            stderr.text.split(whereSeparator: \.isNewline).last.map { ": " + String($0).clipped(to: 200) }
            ?? ""
        switch ending {
        case .exited(127): return "the agent's command was not found" + line
        case .exited(let code): return "the agent exited with \(code)" + line
        case .signaled(let signal): return "the agent was killed by signal \(signal)" + line
        case .timedOut: return "the agent ran out of time, \(settings.timeout.components.seconds) s"
        case .outOfMemory: return "the agent ran out of memory" + line
        }
    }
}

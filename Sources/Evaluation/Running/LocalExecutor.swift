import StudyModel
import Text
import Workspaces

/// Runs evaluations in this machine's slots.
///
/// Each candidate of a sitting has a slot of its own, so its build stays while the others are measured. A slot in which the study's `setup` has
/// not run yet runs it first, on the base, and keeps what it left as the slot's snapshot.
package struct LocalExecutor: Executor {
    private let pool: SlotPool
    private let bench: LocalBench
    private let base: Subject

    /// Makes an executor whose slots come from `pool` and whose processes are started by `runner`.
    ///
    /// `base` is what `setup` runs on. `lock` is held around a `command` that is measured exclusively. Of traces the steps that `horizon` lets in
    /// are read.
    package init(
        pool: SlotPool, runner: SandboxedRunner, sandbox: Sandbox, environment: EnvironmentBuilder,
        base: Subject,
        settings: EvaluatorSettings, lock: MachineLock,
        horizon: CreditHorizon = CreditHorizon()
    ) {
        self.pool = pool
        self.base = base
        bench = LocalBench(
            runner: runner, sandbox: sandbox, environment: environment, settings: settings, lock: lock,
            horizon: horizon)
    }

    package func withWorkplaces<Result: Sendable>(
        for subjects: [Subject], slots: Sitting.Slots,
        _ body: @Sendable ([any Workplace]) async throws -> Result
    ) async throws -> Result {
        try await lend(subjects[...], from: slots == .clean ? .clean : .evaluation, after: [], body)
    }

    /// Lends a slot for the first subject, then within it one for the next.
    private func lend<Result: Sendable>(
        _ subjects: ArraySlice<Subject>, from kind: SlotKind, after places: [any Workplace],
        _ body: @Sendable ([any Workplace]) async throws -> Result
    ) async throws -> Result {
        guard let subject = subjects.first else { return try await body(places) }
        return try await pool.withSlot(kind) { slot in
            try await setUp(slot)
            try await slot.move(to: subject)
            let place = LocalWorkplace(slot: slot, bench: bench)
            return try await lend(subjects.dropFirst(), from: kind, after: places + [place], body)
        }
    }

    /// Builds a candidate as it is built before it is judged, and copies what that left into a folder that holds the candidate's files.
    package func copyBuild(of subject: Subject, into folder: String) async throws -> CopiedBuild {
        try await pool.withSlot(.evaluation) { slot in
            try await setUp(slot)
            try await slot.move(to: subject)
            let failure = try await build(subject, in: slot)
            let paths = try await slot.copyBeside(into: folder)
            try await slot.restore(after: failure?.outcome ?? .scored)
            return CopiedBuild(paths: paths, failure: failure?.reason, report: failure?.report ?? "")
        }
    }

    private func build(_ subject: Subject, in slot: Slot) async throws -> Scoreless? {
        guard let build = bench.settings.build else { return nil }
        let call = Call(
            phase: .build, command: build, variables: ["HONE_CANDIDATE": subject.commit.text])
        return Scoreless(
            of: call, process: try await LocalWorkplace(slot: slot, bench: bench).run(call).process)
    }

    private func setUp(_ slot: Slot) async throws {
        guard let setup = bench.settings.setup, await !slot.hasSnapshot() else { return }
        try await slot.move(to: base)
        let call = Call(phase: .setup, command: setup, variables: ["HONE_CANDIDATE": base.commit.text])
        let process = try await LocalWorkplace(slot: slot, bench: bench).run(call).process
        if let failure = Scoreless(of: call, process: process) {
            let text = process.stdout.text + "\n" + process.stderr.text
            throw EvaluationError.setupFailed(
                reason: failure.reason, output: PlainText.end(of: text, lines: 20, bytes: 4000).text)
        }
        try await slot.takeSnapshot()
    }
}

/// What a candidate's build left, as it was copied.
package struct CopiedBuild: Hashable, Sendable {
    /// The topmost paths that were copied or linked, sorted; relative to the folder.
    package let paths: [String]
    /// Why it does not build, in one line; `nil` where it does, or nothing builds it.
    package let failure: String?
    /// What the build said, as Markdown; empty where it did not fail.
    package let report: String
}

import Git

extension RunJournal {
    /// Runs `body`, where the journal runs, while this process is the only one of the clone that steps the run.
    ///
    /// The kernel holds the lock, so it ends with the process however that ends. Throws `StoreError.stepping` at once where
    /// another process has it. Other events can be appended by others meanwhile. Branches and notes stand where the journal does
    /// when it returns or throws.
    package func withStepLock<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        try await beginStepping()
        let result: Result
        do {
            result = try await settlingLateSteps(body)
        } catch {
            try await endStepping()
            throw error
        }
        try await endStepping()
        return result
    }

    /// Takes the step lock, and takes in what whoever had it before has left.
    package func beginStepping() async throws {
        let lock = try StepLock(localFolder + "step.lock", run: record.run, now: options.now())
        if access == .appending { try await withTurn { try await absorb() } }
        try requireKnown()
        stepLock = consume lock
    }

    /// Gives the step lock back, with everything where the journal says.
    package func endStepping() async throws {
        defer {
            log = nil
            stepLock = nil
        }
        try await withTurn {
            try await settleBacklogInTurn()
            try await closeLog()
        }
    }

    var isStepping: Bool { stepLock != nil }

    /// Runs `body`; steps that came fast do not wait for the end of a slow one after them to be settled.
    private func settlingLateSteps<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let pause = options.pace.pause else { return try await body() }
        let (late, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        lateSteps = continuation
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.settle(late, after: pause) }
            defer { group.cancelAll() }
            return try await body()
        }
    }

    private func settle(_ late: AsyncStream<Void>, after pause: @Sendable (Duration) async -> Void) async {
        for await _ in late {
            await pause(options.pace.interval)
            guard !Task.isCancelled else { return }
            guard !options.pace.isSoon(after: backlog.followed) else { continue }
            do {
                try await settleBacklog()
            } catch {
                // Whatever is in the way meets the next step too, or the end, and is told there.
            }
        }
    }
}

import StudyModel
import Synchronization
import Testing
import Workspaces

@testable import Evaluation

/// Several candidates, repeats and examples in one sitting.
struct SittingTests {
    private func judge(
        _ sitting: Sitting, _ settings: EvaluatorSettings = .full, objective: Objective = .seconds,
        _ script: @escaping ScriptedExecutor.Script
    ) async throws -> (evaluations: [Evaluation], executor: ScriptedExecutor) {
        let executor = ScriptedExecutor(script)
        let evaluator = try CommandEvaluator(
            settings, objective: objective, executor: executor, clock: executor.clock)
        return (try await evaluator.evaluate(sitting), executor)
    }

    @Test func `candidates run side by side, and a coin says who goes first`() async throws {
        let orders = try await (1...40).asyncMap { seed -> [String] in
            var sitting = Sitting.of("ab", repeats: 3)
            sitting.seed = UInt64(seed)
            let (_, executor) = try await judge(sitting, .bare) { _, _ in .exited(stdout: "1") }
            let calls = executor.calls.map { String($0.prefix(1)) }
            return stride(from: 0, to: 6, by: 2).map { calls[$0] + calls[$0 + 1] }
        }
        #expect(orders.allSatisfy { $0.allSatisfy { ["ab", "ba"].contains($0) } })
        // Of 120 coins; three standard errors.
        #expect((44...76).contains(orders.joined().count { $0 == "ab" }))
        // Neither side alternates: each of the eight orders of three pairs is drawn.
        #expect(Set(orders).count == 8)
    }

    private static let racing = Study(
        name: "race", artifact: ArtifactSettings(editable: ["x"]),
        evaluator: .bare.with { $0.measure = MeasureSettings() }, objective: .seconds)

    @Test(arguments: [(0.5, 5), (1.5, 2), (1.0, 2)])
    func `a race ends the sitting as soon as its pairs decide`(seconds: Double, pairs: Int) async throws {
        var sitting = Sitting.of("ab", repeats: 10)
        sitting.race = PairRace(Self.racing)
        let (evaluations, executor) = try await judge(sitting, .bare) { subject, _ in
            .exited(stdout: subject.name == "a" ? "1" : "\(seconds)")
        }
        #expect(evaluations.map(\.trials.count) == [pairs, pairs])
        #expect(evaluations.map(\.outcome) == [.scored, .scored] && executor.calls.count == 2 * pairs)
    }

    @Test(arguments: [3.0, -0.01])
    func `where each run of anything takes longer, or less, no more is accepted than stated`(more: Double)
        async throws
    {
        let runs = Mutex(0)
        let race = try #require(PairRace(Self.racing))
        let accepted = try await (1...400).asyncMap { seed -> Bool in
            var sitting = Sitting.of("ab", repeats: race.pairs)
            (sitting.race, sitting.seed) = (race, UInt64(seed))
            let (evaluations, _) = try await judge(sitting, .bare) { _, _ in
                let count = runs.withLock { count in
                    count += 1
                    return count
                }
                return .exited(stdout: "\(100 + more * Double(count))")
            }
            let seconds = evaluations.map { $0.trials.compactMap { $0.metrics["seconds"] } }
            return race.look(at: seconds[1], beside: seconds[0]).decision == .accept
        }
        // 5 of 100, and three standard errors; one that always ran first, or last, would win or lose every race.
        #expect(accepted.count { $0 } <= 33)
    }

    @Test func `what warms up runs before what counts, and is counted as a run alone`() async throws {
        let runs = Mutex<[String: Int]>([:])
        let warm = EvaluatorSettings.bare.with { $0.measure.warmup = 2 }
        let (evaluations, executor) = try await judge(.of("ab", repeats: 3), warm) { subject, _ in
            let count = runs.withLock { runs in
                runs[subject.name, default: 0] += 1
                return runs[subject.name, default: 0]
            }
            return .exited(stdout: count <= 2 ? "900" : "1")
        }
        #expect(Set(executor.calls.prefix(4)).count == 2 && executor.calls.count == 10)
        for evaluation in evaluations {
            #expect(evaluation.trials.map { $0.metrics["seconds"] } == [1, 1, 1])
            #expect(evaluation.trials.map(\.repetition) == [0, 1, 2])
            #expect(evaluation.score(.seconds) == 1 && evaluation.commandRuns == 5)
        }
        let (once, alone) = try await judge(
            .of("ab"), warm.with { $0.deterministic = true }
        ) { _, _ in .exited(stdout: "1") }
        #expect(once.map(\.commandRuns) == [1, 1] && alone.calls.count == 2)
    }

    @Test func `what warming up used is charged with the first run that counts`() async throws {
        let warm = EvaluatorSettings.bare.with { $0.measure.warmup = 2 }
        let (evaluations, _) = try await judge(.of("ab", repeats: 3), warm) { _, _ in
            .exited(stdout: #"{"score": 1, "tokens": {"in": 3, "out": 4}, "cost": {"amount": 0.5}}"#)
        }
        for evaluation in evaluations {
            #expect(evaluation.trials.map(\.usage.cost) == [1.5, 0.5, 0.5])
        }
    }

    @Test func `a crash while warming up is the candidate's`() async throws {
        let warm = EvaluatorSettings.bare.with { $0.measure.warmup = 1 }
        let (evaluations, _) = try await judge(.of("ab", repeats: 3), warm) { subject, _ in
            subject.name == "b" ? .ended(.signaled(6)) : .exited(stdout: "1")
        }
        #expect(evaluations.map(\.outcome) == [.unmeasured, .crashed])
    }

    @Test func `each candidate's figures and time are its own`() async throws {
        let (evaluations, executor) = try await judge(.of("ab", repeats: 3), .bare) { subject, _ in
            .exited(stdout: subject.name == "a" ? "2" : "1", seconds: subject.name == "a" ? 2 : 1)
        }
        #expect(evaluations.map { $0.score(.seconds) } == [2, 1])
        #expect(evaluations.map(\.commandRuns) == [3, 3])
        #expect(evaluations.map(\.wallSeconds) == [6, 3])
        #expect(executor.finished == ["a scored", "b scored"])
    }

    @Test func `seeds are alike for all candidates and differ by repeat`() async throws {
        let (evaluations, executor) = try await judge(.of("ab", repeats: 4), .bare) { _, _ in
            .exited(stdout: "1")
        }
        let seeds = evaluations[0].trials.map(\.seed)
        #expect(seeds == evaluations[1].trials.map(\.seed))
        #expect(Set(seeds).count == 4)
        #expect(seeds.allSatisfy { $0 < 1 << 31 })
        #expect(evaluations[0].trials.map(\.repetition) == [0, 1, 2, 3])
        guard case .called(let subject, let call) = executor.events[1] else { return #expect(Bool(false)) }
        #expect(
            call.variables == [
                "HONE_CANDIDATE": subject.commit.text, "HONE_SPLIT": "train", "HONE_SEED": "\(seeds[0])",
                "HONE_REPEAT": "0",
            ])
    }

    @Test func `when one fails its build the others are not measured`() async throws {
        let (evaluations, executor) = try await judge(.of("ab", repeats: 3)) { subject, call in
            subject.name == "b" && call.phase == .build ? .exited(1) : .exited(stdout: "1")
        }
        #expect(evaluations.map(\.outcome) == [.unmeasured, .buildFailed])
        #expect(evaluations[0].reason == "it was not measured, since another candidate of the sitting failed")
        #expect(executor.calls == ["b build"])
        #expect(executor.finished == ["a scored", "b build failed"])
    }

    @Test func `when one crashes the others keep what was measured, which is no score`() async throws {
        let (evaluations, executor) = try await judge(.of("ab", repeats: 5), .bare) { subject, call in
            subject.name == "b" && call.variables["HONE_REPEAT"] == "1"
                ? .ended(.signaled(6)) : .exited(stdout: "1")
        }
        #expect(evaluations.map(\.outcome) == [.unmeasured, .crashed])
        // By the coin, it ran before the crash or not.
        let runs = evaluations[0].trials.count
        #expect((1...2).contains(runs) && evaluations[0].metrics.isEmpty)
        #expect(evaluations[1].trials.map(\.outcome) == [.scored, .crashed])
        #expect(executor.calls.count == runs + 2)
        #expect(evaluations.map(\.commandRuns) == [runs, 2])
    }

    @Test(arguments: ["build", "command"])
    func `an exit with 75 is nobody's fault, and asks to be tried again`(phase: String) async throws {
        await #expect(
            throws: Failure(
                .attempt, "the evaluator asks to be tried again later: '503'", retryAfter: .seconds(9),
                hint: "It exited with 75: run the command again later")
        ) {
            _ = try await judge(.of("a")) { _, call in
                var result = CallResult.exited(
                    "\(call.phase)" == phase ? 75 : 0, stdout: "1", stderr: "no\n503\n")
                result.retryAfter = .seconds(9)
                return result
            }
        }
    }

    @Test(arguments: [(7, [3, 3]), (8, [3, 4])])
    func `an attempt that was interrupted is gone on with after its last whole repeat`(call: Int, runs: [Int])
        async throws
    {
        let calls = Mutex(0)
        let executor = ScriptedExecutor { subject, _ in
            let number = calls.withLock { calls in
                calls += 1
                return calls
            }
            return .exited(
                number == call ? 75 : 0, stdout: "\(number)", traces: [TraceFile(name: "t.jsonl", bytes: [])])
        }
        let evaluator = try CommandEvaluator(
            .bare, objective: .seconds, executor: executor, clock: executor.clock)
        let sitting = Sitting.of("ab", repeats: 5)
        let held = HeldSitting()
        await #expect(throws: Failure.self) { _ = try await evaluator.evaluate(sitting, goingOn: held) }
        let begun = await held.repeats()
        #expect(begun.map(\.trials.count) == [3, 3] && begun.map(\.attachments.count) == [3, 3])
        #expect(Set(begun.map(\.commandRuns)) == Set([call / 2, (call + 1) / 2]))
        let evaluations = try await evaluator.evaluate(sitting, goingOn: held)
        #expect(evaluations.allSatisfy { $0.trials.map(\.repetition) == [0, 1, 2, 3, 4] })
        // The first three pairs are those of the first attempt.
        let values = evaluations.map { $0.trials.prefix(3).compactMap { $0.metrics["seconds"] } }
        #expect(Set(values.joined()) == [1, 2, 3, 4, 5, 6])
        #expect(evaluations.reduce(0) { $0 + $1.commandRuns } == call + 4)
    }

    @Test func `of a race that its kept pairs decide nothing more is run`() async throws {
        var sitting = Sitting.of("ab", repeats: 10)
        sitting.race = PairRace(Self.racing)
        let executor = ScriptedExecutor { subject, _ in .exited(stdout: subject.name == "a" ? "1" : "2") }
        let evaluator = try CommandEvaluator(
            .bare, objective: .seconds, executor: executor, clock: executor.clock)
        let held = HeldSitting()
        let first = try await evaluator.evaluate(sitting, goingOn: held)
        let runs = executor.calls.count
        #expect(first.map(\.trials.count) == [runs / 2, runs / 2])
        let again = try await evaluator.evaluate(sitting, goingOn: held)
        #expect(again.map(\.trials) == first.map(\.trials) && executor.calls.count == runs)
    }

    @Test func `a deterministic evaluator runs once`() async throws {
        let (evaluations, _) = try await judge(.of("a", repeats: 5), .bare.with { $0.deterministic = true }) {
            _, _ in
            .exited(stdout: "1")
        }
        #expect(evaluations[0].trials.count == 1)
    }

    @Test func `the lock is held around the command alone`() async throws {
        let (_, executor) = try await judge(.of("a"), .full.with { $0.measure.exclusive = true }) { _, _ in
            .exited(stdout: "1")
        }
        let locks = executor.events.compactMap { event -> Call.Lock? in
            guard case .called(_, let call) = event else { return nil }
            return call.lock
        }
        #expect(locks == [.none, .none, .none, .machine])
    }

    @Test func `clean slots are asked for when the sitting says so`() async throws {
        var sitting = Sitting.of("ab")
        sitting.slots = .clean
        let (_, executor) = try await judge(sitting, .bare) { _, _ in .exited(stdout: "1") }
        #expect(executor.events.first == .lent(sitting.candidates, .clean))
    }

    @Test(arguments: [
        (MeasureSettings.Statistic.median, 2.0), (.mean, 3.0), (.min, 1.0), (.max, 6.0),
    ])
    func `the statistic is over repeats`(statistic: MeasureSettings.Statistic, value: Double) async throws {
        let values = ["1", "2", "6"]
        let settings = EvaluatorSettings.bare.with { $0.measure.statistic = statistic }
        let (evaluations, _) = try await judge(.of("a", repeats: 3), settings) { _, call in
            .exited(stdout: values[Int(call.variables["HONE_REPEAT"] ?? "") ?? 0])
        }
        let summary = try #require(evaluations[0].metrics["seconds"])
        #expect(summary.value == value)
        #expect(summary.n == 3)
        #expect(abs((summary.sd ?? 0) - 7.0.squareRoot()) < 1e-12)
    }

    @Test func `over examples it is the mean of their statistics`() async throws {
        let settings = EvaluatorSettings.bare.with { $0.measure.statistic = .max }
        let (evaluations, _) = try await judge(.of("a", examples: ["x", "y"], repeats: 2), settings) {
            _, call in
            let bonus = call.variables["HONE_REPEAT"] ?? ""
            return .exited(
                results:
                    "{\"id\":\"x\",\"score\":1\(bonus)}\n{\"id\":\"y\",\"metrics\":{\"seconds\":3,\"kb\":8}}\n"
            )
        }
        #expect(evaluations[0].metrics["seconds"]?.value == 7.0)
        #expect(evaluations[0].metrics["seconds"]?.n == 4)
        #expect(evaluations[0].metrics["kb"] == MetricSummary(value: 8, direction: nil, n: 2, sd: 0))
        #expect(evaluations[0].trials.map(\.example) == ["x", "y", "x", "y"])
        #expect(evaluations[0].commandRuns == 2)
    }

    @Test func `cancellation is thrown on`() async throws {
        let task = Task {
            try await judge(.of("a", repeats: 3), .bare) { _, _ in
                withUnsafeCurrentTask { $0?.cancel() }
                return .exited(stdout: "1")
            }
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }
}

extension ClosedRange<Int> {
    fileprivate func asyncMap<Result>(_ body: (Int) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}

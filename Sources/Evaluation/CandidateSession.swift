import StudyModel
import Text
import Workspaces

/// One candidate in a sitting: runs its commands and remembers what they gave.
struct CandidateSession: Sendable {
    let subject: Subject
    let sitting: Sitting
    let workplace: any Workplace
    let settings: EvaluatorSettings
    let reader: TrialReader
    let clock: any Clock<Duration>

    var trials: [Trial] = []
    private var failure: Scoreless?
    private var record = OutputRecord()
    private var traces: [Attachment] = []
    private var omissions: [String] = []
    private var commandRuns = 0
    /// What runs that are not counted used.
    private var owed = Usage.none
    private var elapsed = Duration.zero
    /// What gates gave, by metric.
    private var gates: [String: Double] = [:]
    /// What was said of it where all of it was measured before.
    private var said = ""

    init(
        subject: Subject, sitting: Sitting, begun: Evaluation?, workplace: any Workplace,
        settings: EvaluatorSettings, reader: TrialReader, clock: any Clock<Duration>
    ) {
        self.subject = subject
        self.sitting = sitting
        self.workplace = workplace
        self.settings = settings
        self.reader = reader
        self.clock = clock
        guard let begun else { return }
        trials = begun.trials
        traces = begun.attachments
        commandRuns = begun.commandRuns
        elapsed = .seconds(clamping: begun.wallSeconds)
        said = begun.feedback
        gates = begun.gates
    }

    /// How many repeats are whole.
    var repeats: Int { trials.last.map { $0.repetition + 1 } ?? 0 }

    /// The first repeats, for an attempt that goes on after them.
    func begun(_ repeats: Int) -> Evaluation {
        let whole = trials.filter { $0.repetition < repeats }
        let names = Set(whole.compactMap(\.trace))
        return Evaluation(
            outcome: .unmeasured, trials: whole, commandRuns: commandRuns,
            wallSeconds: elapsed / .seconds(1), attachments: traces.filter { names.contains($0.path) })
    }

    /// Whether nothing that the candidate did went wrong, measured or not.
    var isSound: Bool { failure == nil }

    /// Builds and asks the gates in order; `false` when one fails.
    mutating func prepare() async throws -> Bool {
        if let build = settings.build {
            let call = Call(phase: .build, command: build)
            guard try await passes(call, score: nil) else { return false }
        }
        for (index, gate) in settings.gates.enumerated() {
            let call = Call(phase: .gate(index), command: gate.command)
            guard try await passes(call, score: gate.score) else { return false }
        }
        return true
    }

    /// Runs what comes before the command; `false` when that fails.
    ///
    /// - Parameter score: the figure that it gives, if it gives one.
    private mutating func passes(_ call: Call, score: Gate.Score?) async throws -> Bool {
        var call = call
        call.variables = ["HONE_CANDIDATE": subject.commit.text]
        let process = try await run(call).process
        failure = Scoreless(of: call, process: process)
        if failure == nil, let score {
            let found = GateReader(score: score).read(process, of: call)
            gates[score.metric] = found.value
            failure = found.failure
        }
        return failure == nil
    }

    /// Runs the command for one repetition; `false` when that gives no score.
    mutating func measure(_ repetition: Int) async throws -> Bool {
        let seed = sitting.seed(of: repetition)
        let call = Call(
            phase: .command, command: settings.command,
            variables: [
                "HONE_CANDIDATE": subject.commit.text, "HONE_SPLIT": sitting.split.rawValue,
                "HONE_SEED": String(seed), "HONE_REPEAT": String(repetition),
            ], examples: sitting.examples, lock: settings.measure.exclusive ? .machine : .none)
        commandRuns += 1
        let result = try await run(call)
        for omission in result.omissions where !omissions.contains(omission) { omissions.append(omission) }
        let batch = reader.read(result, of: call, repetition: repetition, seed: seed)
        let first = trials.count
        trials += batch.trials
        if trials.indices.contains(first) {
            trials[first].usage = trials[first].usage + owed
            owed = .none
        }
        traces += batch.traces
        failure = batch.failure
        return failure == nil
    }

    /// Runs the command as for the first repetition, and counts it as a run alone; `false` when that gives no score.
    ///
    /// What it used is charged with the first trial that counts.
    mutating func warmUp() async throws -> Bool {
        let counted = (trials, traces, record, omissions)
        guard try await measure(0) else { return false }
        owed = trials.dropFirst(counted.0.count).reduce(owed) { $0 + $1.usage }
        (trials, traces, record, omissions) = counted
        return true
    }

    private mutating func run(_ call: Call) async throws -> CallResult {
        let watch = Stopwatch(clock)
        let result = try await workplace.run(call)
        elapsed += watch.elapsed()
        if let failure = Failure(of: call, result) { throw failure }
        record.add(call, result, repetition: call.variables["HONE_REPEAT"])
        return result
    }

    /// A metric's values, in the order of the trials.
    func values(of objective: Objective) -> [Double] {
        trials.compactMap { $0.metrics[objective.metric] }
    }

    /// Gives the trial at an index a value for a result that the evaluator left out.
    mutating func fill(_ index: Int, _ metric: String, _ value: Double) {
        trials[index].metrics[metric] = value
    }

    // MARK: - The end

    /// What all that has happened comes to.
    ///
    /// - Parameter isCutShort: whether another candidate of the sitting failed, so that nobody was measured to the end.
    func evaluation(by aggregator: MetricAggregator, isCutShort: Bool) -> Evaluation {
        var evaluation = Evaluation(
            outcome: .scored, trials: trials, commandRuns: commandRuns, wallSeconds: elapsed / .seconds(1),
            attachments: record.attachments + traces)
        evaluation.gates = gates
        let feedback = Feedback(trials: trials, omissions: omissions)
        var metrics = aggregator.summaries(of: trials)
        if let failure = failure ?? unmeasured(isCutShort: isCutShort)
            ?? aggregator.objective.aggregate(trials, into: &metrics).map(Scoreless.init(noValue:))
        {
            evaluation.outcome = failure.outcome
            evaluation.reason = failure.reason
            evaluation.otherMetrics = failure.others
            evaluation.feedback = feedback.text(failure)
        } else {
            evaluation.metrics = metrics
            evaluation.feedback = said.isEmpty ? feedback.text(metrics, aggregator.objective) : said
        }
        return evaluation
    }

    /// Why there is no score of a candidate that did nothing wrong.
    private func unmeasured(isCutShort: Bool) -> Scoreless? {
        if isCutShort {
            let measured = trials.isEmpty ? "not measured" : "not measured to the end"
            return Scoreless(
                outcome: .unmeasured,
                reason: "it was \(measured), since another candidate of the sitting failed", report: "")
        }
        guard !trials.contains(where: { !$0.metrics.isEmpty }) else { return nil }
        return Scoreless(noValue: "the evaluator gave no result for any example")
    }
}

extension Scoreless {
    /// Of results that come to no score.
    fileprivate init(noValue reason: String) { self.init(outcome: .invalid, reason: reason, report: "") }
}

extension Failure {
    /// What a call says by its exit code of being tried again; `nil` where it says nothing of the kind.
    fileprivate init?(of call: Call, _ result: CallResult) {
        guard result.process.ending == .exited(Self.tryAgain) else { return nil }
        let said = PlainText.end(of: result.process.stderr.text, lines: 1, bytes: 300).text
        self.init(
            .attempt,
            "the evaluator asks to be tried again later"
                + (said.isEmpty ? "" : ": " + said.excerpt(limit: 200)),
            retryAfter: result.retryAfter,
            hint: "It exited with \(Self.tryAgain): run the command again later")
    }
}

/// Time since it was made, by any clock.
private struct Stopwatch: Sendable {
    let elapsed: @Sendable () -> Duration

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
    }
}

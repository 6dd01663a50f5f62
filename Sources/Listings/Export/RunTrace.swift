import StudyModel
import Text

/// A run as a trace of OpenTelemetry in its JSON encoding: the run is the trace, a step a span below it, and what a model was asked for a span below that.
///
/// What a step came to is an event of its span, `gen_ai.evaluation.result`, one for each objective. One request for export a line, of so many steps
/// that collectors take it. IDs follow from the run's, so that what is exported again is the same.
package struct RunTrace {
    /// Steps a line.
    package static let stepsALine = 500

    private let view: RunView
    private let root: CommitID
    /// The version of hone.
    private let version: String

    package init(_ view: RunView, root: CommitID, version: String) {
        self.view = view
        self.root = root
        self.version = version
    }

    /// The requests, one a line; the span of the run is in the first.
    package var lines: some Sequence<String> {
        let starts = stride(from: 0, to: max(view.steps.count, 1), by: Self.stepsALine)
        return starts.lazy.map { start in
            request(view.steps[start..<min(start + Self.stepsALine, view.steps.count)], withRun: start == 0)
        }
    }

    private func request(_ steps: StepList.SubSequence, withRun: Bool) -> String {
        let bytes = ObjectWriter.bytes { line in
            line.list("resourceSpans", [()]) { _, line in
                line.object("resource") { $0.attributes([("service.name", .text("hone"))]) }
                line.list("scopeSpans", [()]) { _, line in
                    line.object("scope") { scope in
                        scope.put("name", "hone")
                        scope.put("version", version)
                    }
                    line.list("spans", spans(steps, withRun: withRun)) { $0.write(to: &$1) }
                }
            }
        }
        return ShownText(json: String(decoding: bytes, as: UTF8.self)).text
    }

    private func spans(_ steps: StepList.SubSequence, withRun: Bool) -> [TraceSpan] {
        (withRun ? [run] : [])
            + steps.flatMap { step in [span(of: step)] + (model(of: step).map { [$0] } ?? []) }
    }

    private var trace: String { String(root.text.prefix(32)) }
    private var runID: String { String(root.text.suffix(16)) }

    private var run: TraceSpan {
        let end = view.steps.map(\.recordedAt).max() ?? view.record.startedAt
        var span = TraceSpan(
            trace: trace, id: runID, parent: nil, name: "run \(view.record.run)",
            from: Double(view.record.startedAt), to: Double(max(end, view.record.startedAt)))
        let best = view.step(of: view.best)
        span.attributes = [
            ("hone.run", .text(view.record.run.text)), ("hone.study", .text(view.record.study.name)),
            ("hone.base", .text(view.record.base.text)), ("hone.candidate", .text(view.best.text)),
            ("hone.objective", .text(view.objective.metric)), ("hone.steps", .whole(view.spent.steps)),
            ("hone.trials", .whole(view.spent.trials)),
            ("gen_ai.usage.input_tokens", .whole(view.spent.usage.tokensIn)),
            ("gen_ai.usage.output_tokens", .whole(view.spent.usage.tokensOut)),
        ]
        if let best { span.attributes.append(("hone.best", .text(Naming.step(best.step, in: view)))) }
        if let finish = view.finish { span.attributes.append(("hone.reason", .text(finish.reason.rawValue))) }
        if let gain = best.flatMap(view.gainOverBase) {
            span.attributes.append(("hone.gain", .number(gain.estimate)))
            span.attributes.append(("hone.gain.source", .text(gain.source.rawValue)))
            if let isConfirmed = gain.isConfirmed {
                span.attributes.append(("hone.gain.confirmed", .flag(isConfirmed)))
            }
        }
        return span
    }

    private func span(of step: StepSummary) -> TraceSpan {
        let end = Double(step.recordedAt)
        var span = TraceSpan(
            trace: trace, id: id(of: step), parent: runID, name: "step \(Naming.step(step.step, in: view))",
            from: end - max(step.wallSeconds, 0), to: end)
        span.attributes = [
            ("hone.step", .whole(step.step.number)), ("hone.lineage", .text(step.lineage.text)),
            ("hone.outcome", .text(step.outcome.rawValue)), ("hone.proposer", .text(step.proposer)),
            ("hone.trials", .whole(step.commandRuns)),
        ]
        if let candidate = step.candidate {
            span.attributes.append(("hone.candidate", .text(candidate.text)))
        }
        if let verdict = step.verdict { span.attributes.append(("hone.verdict", .text(verdict.rawValue))) }
        if !step.summary.isEmpty { span.attributes.append(("hone.summary", .text(step.summary))) }
        if step.usage.cost > 0 { span.attributes.append(("hone.cost", .number(step.usage.cost))) }
        span.events = view.record.study.objectives.enumerated().compactMap { place, objective in
            result(of: step, by: place, named: objective.metric)
        }
        if step.outcome != .scored { span.error = step.reason ?? step.outcome.rawValue }
        return span
    }

    /// What the step came to by an objective.
    private func result(of step: StepSummary, by place: Int, named metric: String) -> TraceSpan.Event? {
        guard let score = step.figures(by: place).scores.first else { return nil }
        var attributes: [(String, TraceSpan.Value)] = [
            ("gen_ai.evaluation.name", .text(metric)),
            ("gen_ai.evaluation.score.value", .number(score.value)),
        ]
        if let verdict = step.verdict {
            attributes.append(("gen_ai.evaluation.score.label", .text(verdict.rawValue)))
        }
        if let why = step.why { attributes.append(("gen_ai.evaluation.explanation", .text(why))) }
        return TraceSpan.Event(
            name: "gen_ai.evaluation.result", at: Double(step.recordedAt), attributes: attributes)
    }

    /// What a model was asked for the step, at its beginning; `nil` where none was.
    private func model(of step: StepSummary) -> TraceSpan? {
        guard let calls = step.calls else { return nil }
        let start = Double(step.recordedAt) - max(step.wallSeconds, 0)
        var span = TraceSpan(
            trace: trace, id: id(of: step, isModel: true), parent: id(of: step), name: "chat \(calls.model)",
            from: start, to: start + max(calls.seconds, 0))
        span.isCall = true
        span.attributes = [
            ("gen_ai.operation.name", .text("chat")), ("gen_ai.request.model", .text(calls.model)),
            ("gen_ai.usage.input_tokens", .whole(step.usage.tokensIn)),
            ("gen_ai.usage.output_tokens", .whole(step.usage.tokensOut)),
            ("hone.calls", .whole(calls.count)),
        ]
        return span
    }

    /// 16 digits: the step's writer and number, and whether it is what the model was asked.
    private func id(of step: StepSummary, isModel: Bool = false) -> String {
        let number = UInt32(truncatingIfNeeded: step.step.number) & 0x7fff_ffff | (isModel ? 1 << 31 : 0)
        let digits = String(number, radix: 16)
        return step.step.writer.text + String(repeating: "0", count: 8 - digits.count) + digits
    }
}

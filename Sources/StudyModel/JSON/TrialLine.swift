import Text

/// A line of `trials.jsonl`: the trial, and the evaluation that it is one of.
package struct TrialLine {
    /// The candidate.
    package let of: CommitID
    /// The evaluation's place among the event's.
    package let evaluation: Int
    package let trial: Trial

    /// The lines of all trials of an event's evaluations.
    package static func lines(of evaluations: [RecordedEvaluation]) -> [TrialLine] {
        evaluations.enumerated().flatMap { index, recorded in
            recorded.evaluation.trials.map { TrialLine(of: recorded.of, evaluation: index, trial: $0) }
        }
    }

    /// Writes the line's fields.
    package func write(to line: inout ObjectWriter) {
        line.put("of", of)
        line.put("evaluation", evaluation)
        trial.write(to: &line)
    }

    package init(of: CommitID, evaluation: Int, trial: Trial) {
        self.of = of
        self.evaluation = evaluation
        self.trial = trial
    }

    /// Reads a line.
    package init(_ bytes: some Collection<UInt8>) throws(FormatError) {
        let fields = try Fields(bytes)
        of = try fields.value("of")
        evaluation = try fields.value("evaluation")
        trial = try Trial(fields)
    }
}

extension Trial {
    /// Writes the trial's fields.
    package func write(to line: inout ObjectWriter) {
        line.put("example", example)
        line.put("repeat", repetition)
        line.put("seed", seed)
        line.put("outcome", outcome)
        line.put("metrics", byName: metrics)
        line.put("feedback", feedback)
        line.put("output", output)
        line.put("trace", trace)
        line.put(traceExtent)
        line.put(usage)
        line.put("seconds", wallSeconds)
    }

    /// Reads a trial's fields.
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            example: try fields.optional("example"), repetition: try fields.value("repeat"),
            seed: try fields.optional("seed") ?? 0, outcome: try fields.value("outcome"),
            metrics: try fields.byName("metrics"), feedback: try fields.optional("feedback"),
            output: try fields.optional("output"), trace: try fields.optional("trace"),
            traceExtent: try fields.traceExtent(), usage: try fields.usage(),
            wallSeconds: try fields.optional("seconds") ?? 0)
    }
}

extension ObjectWriter {
    /// Writes which steps of a trace are kept, where that is not all of them.
    fileprivate mutating func put(_ extent: TraceExtent?) {
        guard let extent else { return }
        object("trace_steps") { line in
            line.put("all", extent.total)
            line.put(
                "kept",
                JSONValue.array(
                    extent.kept.map {
                        .array([.number(Double($0.lowerBound)), .number(Double($0.upperBound))])
                    }))
        }
    }
}

extension Fields {
    fileprivate func traceExtent() throws(FormatError) -> TraceExtent? {
        guard let fields = try optionalObject("trace_steps") else { return nil }
        var kept: [ClosedRange<Int>] = []
        for range in try fields.list("kept") as [JSONValue] {
            let bounds = range.elements?.compactMap { Int(json: $0) } ?? []
            guard bounds.count == 2, bounds[0] <= bounds[1] else { continue }
            kept.append(bounds[0]...bounds[1])
        }
        return TraceExtent(total: try fields.value("all"), kept: kept)
    }
}

extension ObjectWriter {
    /// Writes the evaluations of an event.
    package mutating func put(_ evaluations: [RecordedEvaluation]) {
        var index = 0
        objects("evaluations", evaluations) { evaluation, line in
            evaluation.write(to: &line, index: index)
            index += 1
        }
    }

    /// Writes what a figure was measured on.
    package mutating func put(_ sample: Sample) {
        object("sample") { line in
            line.fields(ofExamples: sample)
            line.put("repeats", sample.repeats)
            line.put("sitting", sample.sitting)
        }
    }

    /// Writes the examples of a sample alone; nothing where the study has none.
    mutating func put(examplesOf sample: Sample) {
        guard sample.examples != nil else { return }
        object("sample") { $0.fields(ofExamples: sample) }
    }

    private mutating func fields(ofExamples sample: Sample) {
        put("split", sample.examples == nil ? nil : sample.split)
        put("examples", sample.examples?.digest)
        put("used", sample.examples?.used)
        put("all", sample.examples?.all)
    }

    /// Writes what was measured, by the metrics' names.
    package mutating func put(_ metrics: [String: MetricSummary]) {
        objects("metrics", byName: metrics) { metric, line in
            line.put("value", metric.value)
            line.put("direction", metric.direction)
            line.put("n", metric.n)
            line.put("sd", metric.sd)
            line.put("interval", each: metric.interval.map { [$0.low, $0.high] } ?? [])
            line.put("confidence", metric.interval?.confidence)
        }
    }
}

extension Fields {
    /// Reads the evaluations of an event, without their trials.
    package func evaluations() throws(FormatError) -> [RecordedEvaluation] {
        var evaluations: [RecordedEvaluation] = []
        for fields in try objects("evaluations") { evaluations.append(try RecordedEvaluation(fields)) }
        return evaluations
    }

    /// Reads what a figure was measured on.
    package func sample() throws(FormatError) -> Sample { try Sample(object("sample")) }

    /// Reads what was measured, by the metrics' names.
    package func metrics() throws(FormatError) -> [String: MetricSummary] {
        var metrics: [String: MetricSummary] = [:]
        for (name, fields) in try objectsByName("metrics") { metrics[name] = try MetricSummary(fields) }
        return metrics
    }
}

extension RecordedEvaluation {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        var attempts: [EvaluationAttempt] = []
        for attempt in try fields.objects("attempts") { attempts.append(try EvaluationAttempt(attempt)) }
        var evaluation = Evaluation(
            outcome: try fields.value("outcome"), reason: try fields.optional("reason"),
            metrics: try fields.metrics(), feedback: try fields.optional("feedback") ?? "",
            commandRuns: try fields.optional("runs") ?? 0, wallSeconds: try fields.optional("seconds") ?? 0,
            usage: try fields.usage())
        evaluation.gates = try fields.byName("gates")
        self.init(
            of: try fields.value("of"), source: try fields.value("source"), from: try fields.optional("from"),
            parts: try fields.list("parts"), evaluator: try fields.value("evaluator"),
            sample: try fields.sample(), attempts: attempts, evaluation)
    }

    fileprivate func write(to line: inout ObjectWriter, index: Int) {
        line.put("of", of)
        line.put("source", source)
        line.put("from", from)
        line.put("parts", each: parts)
        line.put("evaluator", evaluator)
        line.put(sample)
        line.put("outcome", evaluation.outcome)
        line.put("reason", evaluation.reason)
        line.put(evaluation.metrics)
        line.put("gates", byName: evaluation.gates)
        line.put("rows", rows.isEmpty ? nil : Self.rowsFile(index))
        line.put("feedback", evaluation.feedback.isEmpty ? nil : evaluation.feedback)
        line.put("runs", source == .pooled ? nil : evaluation.commandRuns)
        line.put(evaluation.usage)
        line.put("seconds", source == .pooled ? nil : evaluation.wallSeconds)
        line.objects("attempts", attempts) { $0.write(to: &$1) }
    }
}

extension RecordedEvaluation {
    /// The name of the file with the values by example of an event's evaluation, by its place.
    package static func rowsFile(_ index: Int) -> String { "rows-\(index).json" }
}

extension Sample {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        var examples: ExampleSet?
        if let digest: String = try fields.optional("examples") {
            examples = ExampleSet(
                digest: digest, used: try fields.value("used"), all: try fields.value("all"))
        }
        let word: String? = try fields.optional("split")
        self.init(
            split: examples == nil ? .train : word.flatMap { Split(rawValue: $0) }, examples: examples,
            repeats: try fields.value("repeats"), sitting: try fields.optional("sitting"))
    }
}

extension MetricSummary {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        let bounds: [Double] = try fields.list("interval")
        var interval: ConfidenceInterval?
        if bounds.count == 2, let confidence: Double = try fields.optional("confidence") {
            interval = ConfidenceInterval(low: bounds[0], high: bounds[1], confidence: confidence)
        }
        let word: String? = try fields.optional("direction")
        self.init(
            value: try fields.value("value"), direction: word.flatMap { Direction(rawValue: $0) },
            n: try fields.value("n"), sd: try fields.optional("sd"), interval: interval)
    }
}

extension EvaluationAttempt {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        self.init(
            id: try fields.value("id"), executor: try fields.value("executor"),
            host: try fields.optional("host"), end: try fields.value("end"),
            reason: try fields.optional("reason"))
    }

    fileprivate func write(to line: inout ObjectWriter) {
        line.put("id", id)
        line.put("executor", executor)
        line.put("host", host)
        line.put("end", end)
        line.put("reason", reason)
    }
}

extension ReviewRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            candidate: try fields.value("candidate"), decision: try fields.value("decision"),
            text: try fields.optional("text") ?? "", name: try fields.optional("name") ?? "",
            email: try fields.optional("email") ?? "", by: try fields.value("by"),
            recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("candidate", candidate)
        line.put("decision", decision)
        line.put("text", text.isEmpty ? nil : text)
        line.put("by", by)
        line.put("name", name.isEmpty ? nil : name)
        line.put("email", email.isEmpty ? nil : email)
    }

    package func words(as kind: String, in view: RunView) -> String {
        let subject = view.step(of: candidate).map { "step \(view.name(of: $0.step))" } ?? candidate.short
        return "\(name) \(verb) \(subject)" + (text.isEmpty ? "" : ": \(text)")
    }

    private var verb: String {
        switch decision {
        case .approve: "approves"
        case .reject: "rejects"
        case .comment: "comments on"
        case .withdraw: "takes back a decision on"
        default: decision.rawValue
        }
    }
}

extension LandRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            id: try fields.value("id"), candidate: try fields.value("candidate"),
            onto: try fields.value("onto"), from: try fields.optional("from"),
            result: try fields.value("result"), recordedAt: try fields.recordedAt)
        name = try fields.optional("name")
        email = try fields.optional("email")
    }

    package func write(to line: inout ObjectWriter) {
        line.put("id", id)
        line.put("candidate", candidate)
        line.put("onto", onto)
        line.put("from", from)
        line.put("result", result)
        line.put("name", name)
        line.put("email", email)
    }

    package var commits: [CommitID] { [result] }

    package func words(as kind: String, in view: RunView) -> String {
        "\(kind) \(candidate.short) on \(onto)"
    }
}

extension TestRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        let candidate = try fields.object("candidate")
        let over = try fields.optionalObject("over")
        self.init(
            id: try fields.value("id"), candidate: try candidate.value("candidate"),
            step: try StepID(candidate), over: try over?.value("candidate"),
            overStep: try over.map { fields throws(FormatError) in try StepID(fields) },
            overRun: try over?.optional("run"),
            look: try fields.value("look"), sample: try fields.sample(),
            evaluations: try fields.evaluations(), gains: try fields.gains(),
            recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("id", id)
        line.object("candidate", candidate, step)
        if let over, let overStep { line.object("over", over, overStep, run: overRun) }
        line.put(sample)
        line.put("look", look)
        line.put(evaluations)
        line.put(gains)
    }

    package func words(as kind: String, in view: RunView) -> String {
        let head = "\(kind) step \(view.name(of: step))"
        guard let evaluation else { return "\(head) on \(examples) sealed examples" }
        let scores = view.record.study.objectives.compactMap { objective in
            evaluation.score(objective).map { "\(objective.metric) \(shortNumber($0))" }
        }
        return head + ": " + (scores.isEmpty ? evaluation.outcome.rawValue : scores.joined(separator: ", "))
    }
}

extension UndoRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            event: try fields.value("event"), landing: try fields.optional("landing"),
            recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("event", event)
        line.put("landing", landing)
    }

    /// What the beginning of a chain of undoes was.
    package func words(as kind: String, in view: RunView) -> String {
        let words = kind == "redone" ? "done again" : kind
        let origin = view.origin(of: event)
        return switch view.operation(origin)?.content {
        case .step(let step): "\(words): step \(view.name(of: step.step))"
        case .event(let content): "\(words): \(content.words(in: view))"
        case nil: "\(words): event \(origin.short)"
        }
    }
}

extension RenameRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            from: try fields.value("from"), to: try fields.value("to"), recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("from", from)
        line.put("to", to)
    }

    package func words(as kind: String, in view: RunView) -> String { "\(from) is \(to) from now on" }
}

extension DeletionRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(run: try fields.value("run"), recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) { line.put("run", run) }

    package func words(as kind: String, in view: RunView) -> String { "\(run) goes to the trash" }
}

extension VerifyRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        let candidate = try fields.object("candidate")
        self.init(
            candidate: try candidate.value("candidate"), step: try StepID(candidate),
            over: try fields.value("over"), host: try fields.optionalObject("host")?.value("id"),
            evaluations: try fields.evaluations(), gains: try fields.gains(),
            recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.object("candidate", candidate, step)
        line.put("over", over)
        if let host { line.object("host") { $0.put("id", host) } }
        line.put(evaluations)
        line.put(gains)
    }

    package func words(as kind: String, in view: RunView) -> String { "verified step \(view.name(of: step))" }
}

/// Of what is not known the kind alone is kept; the journal has the rest.
extension UnknownRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            kind: try fields.value("kind"), version: try fields.value("version"),
            isOptional: try fields.optional("optional") ?? false, recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {}

    package func words(as kind: String, in view: RunView) -> String {
        "\(kind), which this hone does not know"
    }
}

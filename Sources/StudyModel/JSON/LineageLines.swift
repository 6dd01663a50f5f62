extension LineageRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            lineage: try fields.value("lineage"), change: try fields.value("change"),
            candidate: try fields.optional("candidate"), by: try fields.value("by"),
            why: try fields.optional("why"), recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("lineage", lineage)
        line.put("change", change)
        line.put("candidate", candidate)
        line.put("by", by)
        line.put("why", why)
    }

    package func words(as kind: String, in view: RunView) -> String {
        "lineage \(lineage) \(change.rawValue)" + (why.map { ": \($0)" } ?? "")
    }
}

extension RevertRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        let target = try fields.object("to")
        self.init(
            lineage: try fields.value("lineage"), to: try target.value("candidate"),
            toStep: try StepID(target),
            commit: try fields.value("commit"), recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("lineage", lineage)
        line.object("to", to, toStep)
        line.put("commit", commit)
    }

    package var commits: [CommitID] { [commit] }

    package func words(as kind: String, in view: RunView) -> String {
        "\(lineage) goes back to step \(view.name(of: toStep))"
    }
}

extension ForkRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        let start = try fields.object("from")
        self.init(
            lineage: try fields.value("lineage"), from: try start.value("candidate"),
            fromStep: try StepID(start), knows: try StepID(fields.object("knows")),
            writer: try fields.value("writer"), recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("lineage", lineage)
        line.object("from", from, fromStep)
        line.object("knows") { $0.put(knows) }
    }

    package func words(as kind: String, in view: RunView) -> String {
        "lineage \(lineage) starts at step \(view.name(of: fromStep))"
    }
}

extension AdoptRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            lineage: try fields.value("lineage"), head: try fields.value("head"),
            previous: try fields.value("previous"), recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("lineage", lineage)
        line.put("head", head)
        line.put("previous", previous)
    }

    package var commits: [CommitID] { [head] }

    package func words(as kind: String, in view: RunView) -> String {
        "\(lineage) takes up \(head.short), which a person put there"
    }
}

extension BranchDeletedRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            lineage: try fields.value("lineage"), head: try fields.value("head"),
            recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("lineage", lineage)
        line.put("head", head)
    }

    package func words(as kind: String, in view: RunView) -> String {
        "a person deleted the branch of \(lineage)"
    }
}

import Text

extension StepRecord {
    /// Reads a step.
    package init(_ fields: Fields) throws(FormatError) {
        let step = try StepID(fields)
        let candidate: CommitID? = try fields.optional("candidate")
        let proposer = try ProposerLine(fields.object("proposer"))
        let parents: [CommitID] = try fields.list("parents")
        guard let first = parents.first ?? candidate else {
            throw FormatError(reason: "it has neither 'parents' nor 'candidate'")
        }
        self.init(
            step: step, lineage: try fields.value("lineage"),
            parents: Parents(first, Array(parents.dropFirst())),
            candidate: candidate,
            tree: try fields.optional("tree"), outcome: try fields.value("outcome"),
            reason: try fields.optional("reason"), verdict: try fields.optional("verdict"),
            why: try fields.optional("why"), moves: try fields.moves(), gains: try fields.gains(),
            summary: proposer.summary,
            proposer: proposer.kind, edit: proposer.edit, evaluations: try fields.evaluations(),
            seed: try fields.optional("seed"), proposerUsage: proposer.usage, calls: proposer.calls,
            wallSeconds: try fields.optional("seconds") ?? 0, recordedAt: try fields.recordedAt,
            round: try fields.optional("round"),
            turn: try fields.optional("turn") ?? 0, mends: try fields.optionalObject("mends").map(StepID.init)
        )
        start = try fields.optional("start")
        patch = try fields.optional("patch")
        size = try fields.optionalObject("size").map(ChangeSize.init)
        for line in try fields.objects("returns") { returns.append(try ReturnedLines(line)) }
    }

    /// Writes what the step was and what became of it, without its figures.
    package func writeCourse(to line: inout ObjectWriter) {
        line.put("step", step.number)
        line.put("round", round)
        line.put("turn", turn == 0 ? nil : turn)
        line.put("lineage", lineage)
        line.put("parents", each: step.number == 0 ? [] : parents.all)
        line.put("candidate", candidate)
        line.put("tree", tree)
        line.put("patch", patch)
        if let size { line.object("size") { size.write(to: &$0) } }
        line.put("seed", seed)
        line.put("outcome", outcome)
        line.put("reason", reason)
        line.put("verdict", verdict)
        line.put("why", why)
        line.objects("moves", moves) { $0.write(to: &$1) }
        if let mends { line.object("mends") { $0.put(mends) } }
        line.put("start", start)
        line.objects("returns", returns) { $0.write(to: &$1) }
        line.object("proposer") { ProposerLine(self).write(to: &$0) }
    }
}

extension ReturnedLines {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        self.init(
            step: try StepID(fields), count: try fields.value("lines"), first: try fields.value("first"))
    }

    fileprivate func write(to line: inout ObjectWriter) {
        line.put(step)
        line.put("lines", count)
        line.put("first", first)
    }
}

/// Who made a proposal, and what that took.
private struct ProposerLine {
    let kind: String
    let edit: String?
    let summary: String
    let usage: Usage
    let calls: ModelCalls?

    init(_ record: StepRecord) {
        kind = record.proposer
        edit = record.edit
        summary = record.summary
        usage = record.proposerUsage
        calls = record.calls
    }

    init(_ fields: Fields) throws(FormatError) {
        kind = try fields.value("kind")
        edit = try fields.optional("edit")
        summary = try fields.optional("summary") ?? ""
        usage = try fields.usage()
        guard let count: Int = try fields.optional("calls") else {
            calls = nil
            return
        }
        calls = ModelCalls(
            model: try fields.optional("model") ?? "", count: count,
            seconds: try fields.optional("seconds") ?? 0,
            isEstimated: try fields.optional("estimated") ?? false,
            without: try fields.list("without"))
    }

    func write(to line: inout ObjectWriter) {
        line.put("kind", kind)
        line.put("model", calls?.model)
        line.put("edit", edit)
        line.put("summary", summary.isEmpty ? nil : summary)
        line.put("calls", calls?.count)
        line.put(usage)
        line.put("estimated", calls?.isEstimated == true ? true : nil)
        line.put("seconds", calls?.seconds)
        if let without = calls?.without, !without.isEmpty { line.put("without", each: without) }
    }
}

extension LineageMove {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        let lineage: LineageName = try fields.value("lineage")
        if let head: CommitID = try fields.optional("to") {
            self.init(lineage, .advanced(to: head))
        } else if let origin: CommitID = try fields.optional("born") {
            self.init(lineage, .born(at: origin))
        } else {
            self.init(lineage, .ended(why: try fields.value("ended")))
        }
    }

    fileprivate func write(to line: inout ObjectWriter) {
        line.put("lineage", lineage)
        switch change {
        case .born(let origin): line.put("born", origin)
        case .advanced(let head): line.put("to", head)
        case .ended(let why): line.put("ended", why)
        }
    }
}

extension Fields {
    fileprivate func moves() throws(FormatError) -> [LineageMove] {
        var moves: [LineageMove] = []
        for fields in try objects("moves") { moves.append(try LineageMove(fields)) }
        return moves
    }
}

extension StepID {
    /// Reads the two fields that name a step.
    package init(_ fields: Fields) throws(FormatError) {
        let number: Int = try fields.value("step")
        guard number >= 0 else { throw FormatError(reason: "steps are numbered from 0, not \(number)") }
        self.init(number: number, writer: try fields.value("writer"))
    }
}

extension ObjectWriter {
    /// Writes the two fields that name a step.
    package mutating func put(_ step: StepID) {
        put("step", step.number)
        put("writer", step.writer)
    }

    /// Writes a candidate with the step that made, or scored, it; `run` is the root of the run that this is of, where that is another.
    package mutating func object(
        _ key: String, _ candidate: CommitID, _ step: StepID, run: CommitID? = nil
    ) {
        object(key) { line in
            line.put("candidate", candidate)
            line.put(step)
            line.put("run", run)
        }
    }

    /// Writes what was spent, where anything was.
    package mutating func put(_ usage: Usage) { put(usage, in: currency) }

    /// The same in a currency; an empty one is not named.
    package mutating func put(_ usage: Usage, in currency: String) {
        if usage.tokensIn > 0 || usage.tokensOut > 0 {
            object("tokens") { line in
                line.put("in", usage.tokensIn)
                line.put("out", usage.tokensOut)
            }
        }
        guard usage.cost > 0 else { return }
        object("cost") { line in
            line.put("amount", usage.cost)
            line.put("currency", currency.isEmpty ? nil : currency)
        }
    }
}

extension Usage {
    /// What a program that is not ours says it spent, as an object's `tokens` and `cost`; what is no such figure is none.
    package init(told object: JSONValue?) {
        func count(_ name: String) -> Int {
            (object?["tokens"]?[name]?.number).map { Int(clamping: $0.rounded()) } ?? 0
        }
        self.init(
            tokensIn: count("in"), tokensOut: count("out"), cost: object?["cost"]?["amount"]?.number ?? 0)
    }
}

extension Fields {
    /// Reads what was spent.
    package func usage() throws(FormatError) -> Usage {
        let tokens = try optionalObject("tokens")
        return Usage(
            tokensIn: try tokens?.optional("in") ?? 0, tokensOut: try tokens?.optional("out") ?? 0,
            cost: try optionalObject("cost")?.optional("amount") ?? 0)
    }
}

extension Fields {
    /// When it was recorded, which is for people alone: what cannot be read is 1970.
    package var recordedAt: Int64 {
        get throws(FormatError) {
            (try optional("at") as JSONValue?).flatMap { Moment(json: $0) }?.seconds ?? 0
        }
    }
}

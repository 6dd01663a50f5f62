import Text

/// `sweep.json` and the events of a sweep, as its journal has them.
extension SweepRecord {
    /// Reads a document; of another version nothing is read but that.
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            plan: try SweepPlan(fields), writer: try fields.value("writer"), startedAt: try fields.recordedAt)
    }

    /// The document, with a newline at its end.
    package var line: [UInt8] {
        ObjectWriter.line { line in
            line.put("version", Self.currentVersion)
            line.put("sweep", plan.name)
            line.put("study", plan.study)
            line.put("writer", writer)
            line.put("at", Moment(startedAt))
            plan.write(to: &line)
        }
    }
}

extension SweepPlan {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        var factors: [SweepFactor] = []
        for factor in try fields.objects("vary") {
            var levels: [SweepLevel] = []
            for level in try factor.objects("levels") {
                levels.append(
                    SweepLevel(label: try level.value("level"), settings: try level.byName("settings")))
            }
            factors.append(SweepFactor(name: try factor.value("factor"), levels: levels))
        }
        var skipped: [[String: String]] = []
        for skip in try fields.objects("skip") { skipped.append(try skip.byName("levels")) }
        let budget = try fields.object("budget")
        let compare = try fields.object("compare")
        let rivals: String = try compare.value("with")
        let tested: String = try fields.value("test")
        guard let rivals = Rivals(rawValue: rivals), let tested = Tested(rawValue: tested) else {
            throw FormatError(reason: "it asks for what is not known: \(rivals), \(tested)")
        }
        self.init(
            name: try fields.value("sweep"), study: try fields.value("study"), factors: factors,
            fixed: try fields.byName("set"), skipped: skipped, seeds: try fields.list("seeds"),
            budget: Budget(unit: try budget.value("unit"), each: try budget.value("each")), rivals: rivals,
            confidence: try compare.value("confidence"), tested: tested)
        bases = try bases(fields)
        if let limit = try fields.optionalObject("limit") {
            self.limit = Limit(
                seconds: try limit.optional("seconds"), cost: try limit.optional("cost"),
                tokens: try limit.optional("tokens"))
        }
        baselines = try (fields.list("baselines") as [String]).compactMap { SweepBaseline(rawValue: $0) }
        if let constant = try fields.optionalObject("constant") {
            self.constant = ConstantAnswer(
                try constant.value("answer"), shares: try constant.byName("shares"))
        }
        if let cells: Int = try fields.optionalObject("parallel")?.value("cells") {
            width = min(max(1, cells), Self.mostAtOnce)
        }
        if let race = try fields.optionalObject("race") {
            self.race = Race(from: try race.value("from"), again: try race.value("again"))
        }
    }

    /// The base of each cell. The first sweeps had them by the name that a cell has for its own, or by the study's alone.
    private func bases(_ fields: Fields) throws(FormatError) -> [CommitID] {
        guard let named = try? fields.byName("bases") as [String: CommitID] else {
            return try fields.list("bases")
        }
        let found = cells.compactMap { cell in
            settings(of: cell, seed: 0)["artifact.base"]?.string.map { named[$0] }
                ?? (named.count == 1 ? named.values.first : nil)
        }
        return found.count == cells.count ? found : []
    }

    fileprivate func write(to line: inout ObjectWriter) {
        line.list("vary", factors) { factor, line in
            line.put("factor", factor.name)
            line.list("levels", factor.levels) { level, line in
                line.put("level", level.label)
                line.put("settings", byName: level.settings)
            }
        }
        line.put("set", byName: fixed)
        line.objects("skip", skipped) { skip, line in line.put("levels", byName: skip) }
        line.put("seeds", each: seeds)
        line.object("budget") { line in
            line.put("unit", budget.unit)
            line.put("each", budget.each)
        }
        if limit != Limit() {
            line.object("limit") { line in
                line.put("seconds", limit.seconds)
                line.put("cost", limit.cost)
                line.put("tokens", limit.tokens)
            }
        }
        if let race {
            line.object("race") { line in
                line.put("from", race.from)
                line.put("again", race.again)
            }
        }
        line.object("compare") { line in
            line.put("with", rivals.rawValue)
            line.put("confidence", confidence)
        }
        line.put("test", tested.rawValue)
        if !baselines.isEmpty { line.put("baselines", each: baselines.map(\.rawValue)) }
        if let constant {
            line.object("constant") { line in
                line.put("answer", constant.answer)
                line.put("shares", byName: constant.shares)
            }
        }
        if width > 1 { line.object("parallel") { line in line.put("cells", width) } }
        line.put("bases", each: bases)
    }
}

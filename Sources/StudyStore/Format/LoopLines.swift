import StudyModel

extension ResumeRecord: EventRecord {
    init(_ fields: Fields) throws(FormatError) {
        var settings: [String: Setting] = [:]
        for (key, setting) in try fields.objectsByName("settings") {
            settings[key] = Setting(value: try setting.value("value"), from: try setting.value("from"))
        }
        self.init(
            settings: settings, evaluator: try fields.optionalObject("evaluator")?.value("id"),
            host: try fields.optionalObject("host")?.value("id"), programs: try fields.byName("programs"),
            recordedAt: try fields.recordedAt)
    }

    func write(to line: inout ObjectWriter) {
        line.objects("settings", byName: settings) { setting, line in
            line.put("value", setting.value)
            line.put("from", setting.from)
        }
        if let evaluator { line.object("evaluator") { $0.put("id", evaluator) } }
        if let host { line.object("host") { $0.put("id", host) } }
        line.put("programs", byName: programs)
    }

    func words(as kind: String, in view: RunView) -> String {
        let changes = settings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.value.text)" }
        return "goes on" + (changes.isEmpty ? "" : " with \(changes.joined(separator: ", "))")
    }
}

extension EvaluatorChangeRecord: EventRecord {
    init(_ fields: Fields) throws(FormatError) {
        let evaluator = try fields.object("evaluator")
        self.init(
            evaluator: try evaluator.value("id"), parts: try evaluator.byName("parts"),
            changed: try fields.list("changed"), recordedAt: try fields.recordedAt)
    }

    func write(to line: inout ObjectWriter) {
        line.object("evaluator") { line in
            line.put("id", evaluator)
            line.put("parts", byName: parts)
        }
        line.put("changed", each: changed)
    }

    func words(as kind: String, in view: RunView) -> String {
        "another evaluator" + (changed.isEmpty ? "" : ": \(changed.joined(separator: ", ")) changed")
    }
}

extension CompareRecord: EventRecord {
    init(_ fields: Fields) throws(FormatError) {
        self.init(
            purpose: try fields.value("purpose"), confirmed: try fields.value("confirmed"),
            evaluations: try fields.evaluations(), gains: try fields.gains(),
            recordedAt: try fields.recordedAt)
    }

    func write(to line: inout ObjectWriter) {
        line.put("purpose", purpose)
        line.put("confirmed", confirmed)
        line.put(evaluations)
        line.put(gains)
    }

    func words(as kind: String, in view: RunView) -> String {
        let sides = evaluations.map { side in
            view.step(of: side.of).map { "step \(view.name(of: $0.step))" } ?? side.of.short
        }
        return "compared \(sides.reversed().joined(separator: " with ")): "
            + (confirmed ? "gain confirmed" : "no gain confirmed")
    }
}

extension FinishRecord: EventRecord {
    init(_ fields: Fields) throws(FormatError) {
        let winner = try fields.object("winner")
        self.init(
            reason: try fields.value("reason"), winner: try winner.value("candidate"),
            winnerStep: try StepID(winner), compared: try fields.optional("compared"),
            commandRuns: try fields.optional("runs") ?? 0, usage: try fields.usage(),
            recordedAt: try fields.recordedAt)
    }

    func write(to line: inout ObjectWriter) {
        line.put("reason", reason)
        line.object("winner", winner, winnerStep)
        line.put("compared", compared)
        line.put("runs", commandRuns > 0 ? commandRuns : nil)
        line.put(usage)
    }

    func words(as kind: String, in view: RunView) -> String {
        let isConfirmed = view.confirmation?.id == compared && view.confirmation?.record.confirmed == true
        return "finished (\(reason.rawValue)): \(winner.short) of step \(view.name(of: winnerStep)), "
            + (isConfirmed ? "gain confirmed" : "no gain confirmed")
    }
}

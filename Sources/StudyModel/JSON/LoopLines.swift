extension ResumeRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            settings: try fields.settings(),
            evaluator: try fields.optionalObject("evaluator") == nil ? nil : fields.evaluator(),
            host: try fields.host(), programs: try fields.byName("programs"),
            algorithms: try fields.byName("algorithms"), needs: try fields.optional("needs"),
            recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        if !settings.byKey.isEmpty { line.put(settings) }
        if let evaluator { line.put(evaluator) }
        if let host { line.put(host) }
        line.put("programs", byName: programs)
        line.put("algorithms", byName: algorithms)
        line.put("needs", needs)
    }

    package func words(as kind: String, in view: RunView) -> String {
        let changes = settings.byKey.sorted { $0.key < $1.key }.map { key, setting in
            "\(key) \(setting.value.string ?? setting.value.text)"
        }
        return "goes on" + (changes.isEmpty ? "" : " with \(changes.joined(separator: ", "))")
    }
}

extension EvaluatorChangeRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            evaluator: try fields.evaluator(), changed: try fields.list("changed"),
            recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put(evaluator)
        line.put("changed", each: changed)
    }

    package func words(as kind: String, in view: RunView) -> String {
        "another evaluator" + (changed.isEmpty ? "" : ": \(changed.joined(separator: ", ")) changed")
    }
}

extension CompareRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        var numbers: [NumberChange] = []
        for number in try fields.objects("numbers") { numbers.append(try NumberChange(number)) }
        self.init(
            purpose: try fields.value("purpose"), confirmed: try fields.value("confirmed"),
            obstacle: try fields.optional("obstacle"), winner: try fields.optional("winner"),
            numbers: numbers, evaluations: try fields.evaluations(), gains: try fields.gains(),
            recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("purpose", purpose)
        line.put("confirmed", confirmed)
        line.put("obstacle", obstacle)
        line.put("winner", winner)
        line.objects("numbers", numbers) { $0.write(to: &$1) }
        line.put(evaluations)
        line.put(gains)
    }

    package func words(as kind: String, in view: RunView) -> String {
        if purpose == .ceiling {
            let gain =
                gains.first.map { " gained \(KnownGain($0, by: view.objective).gained)" } ?? " gained nothing"
            return "the base's numbers alone" + gain
        }
        func name(_ candidate: CommitID) -> String {
            view.step(of: candidate).map { "step \(view.name(of: $0.step))" } ?? candidate.short
        }
        let sides = candidates.map(name)
        if let winner {
            return "ran \(sides.joined(separator: ", ")) in one sitting: \(name(winner)) is the best"
        }
        let what = "compared \(sides.reversed().joined(separator: " with "))"
        guard purpose != .landing else { return what + " for a landing" }
        return what + ": " + (confirmed ? "gain confirmed" : "no gain confirmed")
    }
}

extension FinishRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        let winner = try fields.object("winner")
        self.init(
            reason: try fields.value("reason"), winner: try winner.value("candidate"),
            winnerStep: try StepID(winner), compared: try fields.optional("compared"),
            commandRuns: try fields.optional("runs") ?? 0, usage: try fields.usage(),
            recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("reason", reason)
        line.object("winner", winner, winnerStep)
        line.put("compared", compared)
        line.put("runs", commandRuns > 0 ? commandRuns : nil)
        line.put(usage)
    }

    package func words(as kind: String, in view: RunView) -> String {
        // A claim that an earlier end made of the two stands.
        let isConfirmed =
            view.closings.lastIndex { $0.id == compared }.map { last in
                let end = view.closings[last].record
                return end.gains.contains { gain in
                    view.closings[...last].contains { $0.record.claims(gain, alike: end) }
                }
            } ?? false
        return "finished (\(reason.rawValue)): \(winner.short) of step \(view.name(of: winnerStep)), "
            + (isConfirmed ? "gain confirmed" : "no gain confirmed")
    }
}

import StudyModel
import Text

/// `run.json`: what a run is, as the root of its journals has it.
enum RunLine {
    /// What a listing needs of a run, without a look at its settings.
    struct Head {
        let needs: Int
        let run: RunName
        let startedAt: Int64

        init(_ fields: Fields) throws(FormatError) {
            needs = try fields.value("needs")
            run = try fields.value("run")
            let moment: Moment = try fields.value("at")
            startedAt = moment.seconds
        }
    }

    /// Reads what a run is; its settings are read by whoever knows the study file's keys.
    static func read(_ fields: Fields, settingsReader: SettingsReader) throws(FormatError) -> RunRecord {
        let head = try Head(fields)
        let base = try fields.object("base")
        let settings = try settings(fields, study: try fields.value("study"))
        let reading: SettingsReading
        do throws(UnreadableSettings) {
            reading = try settingsReader(settings)
        } catch {
            throw FormatError(
                reason: "no study can be made of its settings \(error.keys.joined(separator: ", "))")
        }
        var record = RunRecord(
            run: head.run, writer: try fields.value("writer"), settings: settings, study: reading.study,
            base: try base.value("commit"), baseTree: try base.value("tree"),
            evaluator: try evaluator(try fields.object("evaluator")),
            programs: try fields.byName("programs"), startedAt: head.startedAt)
        record.needs = head.needs
        record.unknownSettings = reading.unknown
        record.algorithms = try fields.byName("algorithms")
        record.host = try fields.optionalObject("host").map(host)
        record.sweep = try fields.optionalObject("sweep").map(sweep)
        record.verifies = try fields.optional("verifies")
        return record
    }

    /// Returns the line of a run, with a newline at its end.
    static func bytes(of record: RunRecord) -> [UInt8] {
        ObjectWriter.line { line in
            line.put("version", RunRecord.currentVersion)
            line.put("needs", record.needs)
            line.put("run", record.run)
            line.put("study", record.study.name)
            line.put("writer", record.writer)
            line.put("at", Moment(record.startedAt))
            line.object("base") { line in
                line.put("commit", record.base)
                line.put("tree", record.baseTree)
            }
            line.put("settings", RecordedSettings(record.settings.byKey.filter { !said.contains($0.key) }))
            line.put("algorithms", byName: record.algorithms)
            line.put("evaluator", record.evaluator)
            if let host = record.host { line.put("host", host) }
            if let sweep = record.sweep { line.put("sweep", sweep) }
            line.put("verifies", record.verifies)
            line.put("programs", byName: record.programs)
        }
    }

    /// Keys of the study file that the line itself says: its own version stands for the file's.
    private static let said: Set = ["version", "study"]

    /// Returns the settings that a line has, with those that it says itself.
    private static func settings(_ fields: Fields, study: String) throws(FormatError) -> RecordedSettings {
        var settings = RecordedSettings([
            "version": .init(value: .number(1), origin: .file),
            "study": .init(value: .string(study), origin: .file),
        ])
        for (key, setting) in try fields.objectsByName("settings") {
            settings.byKey[key] = RecordedSettings.Setting(
                value: try setting.value("value"), origin: try setting.value("from"))
        }
        return settings
    }

    private static func evaluator(_ fields: Fields) throws(FormatError) -> EvaluatorIdentity {
        EvaluatorIdentity(id: try fields.value("id"), parts: try fields.byName("parts"))
    }

    private static func host(_ fields: Fields) throws(FormatError) -> HostFacts {
        HostFacts(
            id: try fields.optional("id"), os: try fields.optional("os"), cpu: try fields.optional("cpu"),
            cores: try fields.optional("cores"))
    }

    private static func sweep(_ fields: Fields) throws(FormatError) -> SweepCell {
        SweepCell(
            id: try fields.value("id"), cell: try fields.value("cell"), seed: try fields.value("seed"),
            levels: try fields.byName("levels"))
    }
}

extension ObjectWriter {
    /// Writes settings, each with its origin.
    mutating func put(_ key: String, _ settings: RecordedSettings) {
        objects(key, byName: settings.byKey) { setting, line in
            line.put("value", setting.value)
            line.put("from", setting.origin)
        }
    }

    fileprivate mutating func put(_ key: String, _ evaluator: EvaluatorIdentity) {
        object(key) { line in
            line.put("id", evaluator.id)
            line.put("parts", byName: evaluator.parts)
        }
    }

    fileprivate mutating func put(_ key: String, _ host: HostFacts) {
        object(key) { line in
            line.put("id", host.id)
            line.put("os", host.os)
            line.put("cpu", host.cpu)
            line.put("cores", host.cores)
        }
    }

    fileprivate mutating func put(_ key: String, _ sweep: SweepCell) {
        object(key) { line in
            line.put("id", sweep.id)
            line.put("cell", sweep.cell)
            line.put("seed", sweep.seed)
            line.put("levels", byName: sweep.levels)
        }
    }
}

import StudyModel
import Text

/// `run.json`: what a run is, as the root of its journals has it.
enum RunLine {
    /// What a listing needs of a run, without a look at its settings.
    struct Head {
        let needs: Int
        let run: RunName
        let startedAt: Int64
        /// The identity of the sweep that it is of; `nil` for a run of its own.
        let sweep: CommitID?

        init(_ fields: Fields) throws(FormatError) {
            needs = try fields.value("needs")
            run = try fields.value("run")
            let moment: Moment = try fields.value("at")
            startedAt = moment.seconds
            sweep = try fields.optionalObject("sweep")?.optional("root")
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
            evaluator: try fields.evaluator(),
            programs: try fields.byName("programs"), startedAt: head.startedAt)
        record.needs = head.needs
        record.unknownSettings = reading.unknown
        record.algorithms = try fields.byName("algorithms")
        record.host = try fields.host()
        record.starts = try fields.list("starts")
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
            line.put("starts", each: record.starts)
            line.put(RecordedSettings(record.settings.byKey.filter { !said.contains($0.key) }))
            line.put("algorithms", byName: record.algorithms)
            line.put(record.evaluator)
            if let host = record.host { line.put(host) }
            if let sweep = record.sweep { line.put(sweep) }
            line.put("verifies", record.verifies)
            line.put("programs", byName: record.programs)
        }
    }

    /// Keys of the study file that the line itself says: its own version stands for the file's.
    private static let said: Set = ["version", "study"]

    /// Returns the settings that a line has, with those that it says itself.
    private static func settings(_ fields: Fields, study: String) throws(FormatError) -> RecordedSettings {
        let settings = RecordedSettings([
            "version": .init(value: .number(1), origin: .file),
            "study": .init(value: .string(study), origin: .file),
        ])
        return settings.merging(try fields.settings())
    }

    private static func sweep(_ fields: Fields) throws(FormatError) -> SweepCell {
        SweepCell(
            id: try fields.value("id"), root: try fields.optional("root"), cell: try fields.value("cell"),
            seed: try fields.value("seed"), levels: try fields.byName("levels"))
    }
}

extension ObjectWriter {
    fileprivate mutating func put(_ sweep: SweepCell) {
        object("sweep") { line in
            line.put("id", sweep.id)
            line.put("root", sweep.root)
            line.put("cell", sweep.cell)
            line.put("seed", sweep.seed)
            line.put("levels", byName: sweep.levels)
        }
    }
}

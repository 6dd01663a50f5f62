import Git
import ObjectIDs
import StudyModel
import Text

/// The first commit of a run's journals, which has no parents: what the run is.
enum RootCommit {
    private static let runTrailer = "Hone-Run: "
    private static let studyName = "study.yaml"
    private static let recordName = "run.json"
    private static let coverageName = "coverage.json"
    private static let evaluatorFolder = "evaluator"

    /// Keeps the root's objects in memory until they are published, and returns its ID.
    static func stage(
        _ setup: RunSetup, record: RunRecord, by authorship: Authorship, in repository: isolated Repository
    ) throws -> ObjectID {
        var changes = [
            PathChange(studyName, .file(try repository.stageBlob(setup.studyText), .file)),
            PathChange(recordName, .file(try repository.stageBlob(RunLine.bytes(of: record)), .file)),
        ]
        if let coverage = setup.coverage {
            let blob = try repository.stageBlob(Array((coverage.json.text + "\n").utf8))
            changes.append(PathChange(coverageName, .file(blob, .file)))
        }
        for file in setup.evaluatorFiles {
            let mode: FileMode = file.mode == .executable ? .executable : .file
            let blob = try repository.stageBlob(file.bytes)
            changes.append(PathChange("\(evaluatorFolder)/\(file.path)", .file(blob, mode)))
        }
        return try repository.stageCommit(
            tree: try repository.stageTree(base: nil, changes: changes), parents: [], by: authorship,
            message: "\(record.run): starts from \(record.base.short)\n\n\(runTrailer)\(record.run)\n")
    }

    /// Reads what a run is; throws `StoreError.unknownVersion` where a newer program wrote it in another way, and `unreleasedFormat` where
    /// one of before the first release did.
    static func record(
        of root: ObjectID, settingsReader: SettingsReader, in repository: isolated Repository
    ) throws -> RunRecord {
        try read(root, in: repository) { fields throws(FormatError) in
            try RunLine.read(fields, settingsReader: settingsReader)
        }
    }

    /// Reads what a listing needs of a run, which is a fraction of the work.
    static func head(of root: ObjectID, in repository: isolated Repository) throws -> RunLine.Head {
        try read(root, in: repository) { fields throws(FormatError) in try RunLine.Head(fields) }
    }

    /// Returns what a run was called when it began, from the message alone where that says it: what a run is made of is long.
    static func firstName(of root: ObjectID, in repository: isolated Repository) throws -> RunName {
        let lines = try repository.readCommit(root).message.split(separator: "\n")
        let name = lines.last { $0.hasPrefix(runTrailer) }.flatMap {
            RunName(text: String($0.dropFirst(runTrailer.count)))
        }
        return try name ?? head(of: root, in: repository).run
    }

    private static func read<Result>(
        _ root: ObjectID, in repository: isolated Repository,
        _ make: (Fields) throws(FormatError) -> Result
    ) throws -> Result {
        let commit = CommitID(root)
        guard let file = try repository.entry(at: recordName, in: repository.tree(of: root)) else {
            throw StoreError.damagedJournal(commit: commit, reason: "its root has no \(recordName)")
        }
        let bytes = try repository.readBlob(file.id, limit: JournalCommit.eventLimit)
        let newer: Int
        do throws(FormatError) {
            let fields = try Fields(bytes)
            let version: Int = try fields.value("version")
            if version <= RunRecord.currentVersion { return try make(fields) }
            newer = version
        } catch {
            // Before there was a format that lasts, the study stood there as one object.
            let isUnreleased = JSONReader.read(bytes[...])?["study"]?.fields != nil
            throw isUnreleased
                ? StoreError.unreleasedFormat(commit: commit)
                : .damagedJournal(commit: commit, reason: "\(recordName): \(error.reason)")
        }
        throw StoreError.unknownVersion(found: newer, newest: RunRecord.currentVersion, commit: commit)
    }

    /// Tells what a journal with this root is of; `nil` for what this program does not know.
    static func kind(of root: ObjectID, in repository: isolated Repository) throws -> RunListing.Kind? {
        let tree = try repository.tree(of: root)
        if try repository.entry(at: recordName, in: tree) != nil { return .run }
        return try repository.entry(at: SweepJournal.recordName, in: tree) != nil ? .sweep : nil
    }

    /// Returns the study file as it was written.
    static func studyText(of root: ObjectID, in repository: isolated Repository) throws -> [UInt8] {
        let tree = try repository.tree(of: root)
        return try repository.entry(at: studyName, in: tree).map {
            try repository.readBlob($0.id, limit: JournalCommit.eventLimit)
        } ?? []
    }

    /// Returns which lines of the base are executed; `nil` where nobody counted.
    static func coverage(of root: ObjectID, in repository: isolated Repository) throws -> LineCoverage? {
        let entry = try repository.entry(at: coverageName, in: repository.tree(of: root))
        return try entry.flatMap {
            JSONReader.read(try repository.readBlob($0.id, limit: JournalCommit.eventLimit)[...])
        }
        .map { LineCoverage(json: $0) }
    }

    /// Returns the evaluator's files as they were when the run began, sorted by path; a path that may stand in no candidate either is damage.
    static func evaluatorFiles(
        of root: ObjectID, in repository: isolated Repository
    ) throws -> [EvaluatorFile] {
        let files = try repository.files(of: repository.tree(of: root), in: evaluatorFolder)
        return try files.map { file in
            let path = String(file.path.dropFirst(evaluatorFolder.count + 1))
            guard PathProblem(in: path) == nil else {
                throw StoreError.damagedJournal(
                    commit: CommitID(root), reason: "a file of the evaluator is named '\(path)'")
            }
            return EvaluatorFile(
                path: path, bytes: try repository.readBlob(file.id, limit: JournalCommit.fileLimit),
                mode: file.mode == .executable ? .executable : .plain)
        }
    }
}

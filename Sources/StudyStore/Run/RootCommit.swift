import FoundationEssentials
import Git
import ObjectIDs
import StudyModel

/// The first commit of a run's journals, which has no parents: what the run is.
enum RootCommit {
    private static let studyName = "study.yaml"
    private static let recordName = "run.json"
    private static let evaluatorFolder = "evaluator"

    /// Keeps the root's objects in memory until they are published, and returns its ID.
    static func stage(
        _ setup: RunSetup, record: RunRecord, by signature: Signature, in repository: isolated Repository
    ) throws -> ObjectID {
        let json = try StoredJSON.line(of: record)
        var changes = [
            PathChange(studyName, .file(try repository.stageBlob(setup.studyText), .file)),
            PathChange(recordName, .file(try repository.stageBlob(json), .file)),
        ]
        for file in setup.evaluatorFiles {
            let mode: FileMode = file.mode == .executable ? .executable : .file
            let blob = try repository.stageBlob(file.bytes)
            changes.append(PathChange("\(evaluatorFolder)/\(file.path)", .file(blob, mode)))
        }
        return try repository.stageCommit(
            tree: try repository.stageTree(base: nil, changes: changes), parents: [], author: signature,
            committer: signature,
            message: "\(record.run): starts from \(record.base.short)\n\nHone-Run: \(record.run)\n")
    }

    /// Reads what a run is; throws `StoreError.unknownVersion` where a newer program wrote it.
    static func record(of root: ObjectID, in repository: isolated Repository) throws -> RunRecord {
        guard let file = try repository.entry(at: recordName, in: repository.tree(of: root)) else {
            throw StoreError.damagedJournal(commit: CommitID(root), reason: "its root has no \(recordName)")
        }
        let json = Data(try repository.readBlob(file.id))
        do {
            let version = try JSONDecoder().decode(Versioned.self, from: json).version
            guard version <= RunRecord.currentVersion else {
                throw StoreError.unknownVersion(
                    found: version, newest: RunRecord.currentVersion, commit: CommitID(root))
            }
            return try JSONDecoder().decode(RunRecord.self, from: json)
        } catch let error as DecodingError {
            throw StoreError.damagedJournal(commit: CommitID(root), reason: "\(recordName): \(error)")
        }
    }

    /// Returns the study file as it was written.
    static func studyText(of root: ObjectID, in repository: isolated Repository) throws -> [UInt8] {
        let tree = try repository.tree(of: root)
        return try repository.entry(at: studyName, in: tree).map { try repository.readBlob($0.id) } ?? []
    }

    /// Returns the evaluator's files as they were when the run began, sorted by path.
    static func evaluatorFiles(
        of root: ObjectID, in repository: isolated Repository
    ) throws -> [EvaluatorFile] {
        let files = try repository.files(of: repository.tree(of: root), in: evaluatorFolder)
        return try files.map { file in
            EvaluatorFile(
                path: String(file.path.dropFirst(evaluatorFolder.count + 1)),
                bytes: try repository.readBlob(file.id), mode: file.mode == .executable ? .executable : .plain
            )
        }
    }

    private struct Versioned: Decodable { let version: Int }
}

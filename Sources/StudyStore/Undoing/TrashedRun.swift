import Git
import ObjectIDs
import StudyModel

/// A run in the trash: one commit that keeps its journals, and names them.
package struct TrashedRun: Hashable, Sendable {
    /// The version of `trash.json`.
    package static let currentVersion = 1
    private static let fileName = "trash.json"

    /// Its name when it was deleted.
    package let run: RunName
    /// The run's identity: the commit of its first event.
    package let root: CommitID
    /// By writer, the last commit of each journal.
    let journals: [String: CommitID]
    package let deletedAt: Int64

    /// Keeps the commit in memory until it is published, and returns its ID.
    func stage(by authorship: Authorship, in repository: isolated Repository) throws -> ObjectID {
        let blob = try repository.stageBlob(line)
        let tree = try repository.stageTree(
            base: nil, changes: [PathChange(Self.fileName, .file(blob, .file))])
        return try repository.stageCommit(
            tree: tree, parents: journals.values.sorted().map { ObjectID($0) }, by: authorship,
            message: "\(run) was deleted\n\nHone-Run: \(run)\nHone-Root: \(root)\n")
    }

    /// Reads what a commit of the trash holds.
    static func read(_ commit: ObjectID, in repository: isolated Repository) throws -> TrashedRun {
        guard let file = try repository.entry(at: fileName, in: repository.tree(of: commit)) else {
            throw StoreError.damagedJournal(commit: CommitID(commit), reason: "it has no \(fileName)")
        }
        do {
            let fields = try Fields(try repository.readBlob(file.id))
            let version: Int = try fields.value("version")
            guard version <= currentVersion else {
                throw StoreError.unknownVersion(
                    found: version, newest: currentVersion, commit: CommitID(commit))
            }
            return try TrashedRun(fields)
        } catch let error as FormatError {
            throw StoreError.damagedJournal(commit: CommitID(commit), reason: "\(fileName): \(error.reason)")
        }
    }

    /// The runs in the trash, oldest deletion first.
    static func all(in repository: isolated Repository) throws -> [TrashedRun] {
        try repository.references(prefix: RefNames.trashPrefix).map { try read($0.target, in: repository) }
            .sorted { ($0.deletedAt, $0.run) < ($1.deletedAt, $1.run) }
    }
}

/// `trash.json`.
extension TrashedRun {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        self.init(
            run: try fields.value("run"), root: try fields.value("root"),
            journals: try fields.byName("journals"), deletedAt: try fields.recordedAt)
    }

    fileprivate var line: [UInt8] {
        ObjectWriter.line { line in
            line.put("version", Self.currentVersion)
            line.put("root", root)
            line.put("run", run)
            line.put("journals", byName: journals)
            line.put("at", Moment(deletedAt))
        }
    }
}

import ObjectIDs
import TestSupport
import Testing

@testable import Git

let someone = Signature(name: "Some One", email: "one@example.com", time: 1_700_000_100, offsetMinutes: 60)

extension TemporaryRepository {
    /// Commits the files and returns the commit as a value.
    func committed(_ files: [String: String] = [:], _ message: String = "change") throws -> ObjectID {
        try #require(ObjectID(hex: try commit(message, files: files)))
    }

    func id(_ revision: String) throws -> ObjectID {
        try #require(ObjectID(hex: try git("rev-parse", revision)))
    }
}

extension Repository {
    /// Moves a ref; what keeps it from moving is an error.
    func moveReference(
        _ name: String, from old: ObjectID?, to new: ObjectID?, reflog message: String,
        by signature: Signature? = nil
    ) async throws(GitError) {
        try await require(RefMove(name, from: old, to: new, reflog: message, by: signature))
    }

    /// Stages a commit of `changes` to the tree of `parent`.
    func stageChild(of parent: ObjectID, _ changes: [PathChange], _ message: String = "step\n") throws
        -> ObjectID
    {
        let tree = try stageTree(base: try readCommit(parent).tree, changes: changes)
        return try stageCommit(
            tree: tree, parents: [parent], by: Authorship(author: someone), message: message)
    }

    func stageText(_ text: String, at path: String) throws -> PathChange {
        PathChange(path, .file(try stageBlob(Array(text.utf8)), .file))
    }

    /// Stages, publishes and points a new branch at a child of `parent` that has one file more or changed.
    func recordChild(
        of parent: ObjectID, _ text: String, at path: String, branch: String
    ) async throws -> ObjectID {
        let commit = try stageChild(of: parent, [try stageText(text, at: path)])
        let pack = try #require(try publish(syncing: .none))
        try await moveReference(branch, from: try reference(branch), to: commit, reflog: "step")
        try release(pack)
        return commit
    }
}

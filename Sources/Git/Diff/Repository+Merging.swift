import Clibgit2
import ObjectIDs

/// What came of combining two changes.
package enum MergeResult: Hashable, Sendable {
    /// They fit; this is the tree, staged.
    case clean(tree: ObjectID)
    /// They contradict each other in these paths.
    case conflict(paths: [String])
}

extension Repository {
    /// Combines two trees that both come from `base` (nil: from nothing), as `git merge` would, in memory; what is new stays staged.
    package func mergeTrees(base: ObjectID?, ours: ObjectID, theirs: ObjectID) throws(GitError) -> MergeResult
    {
        let left = try lookUpTree(ours)
        let right = try lookUpTree(theirs)
        let common = try lookUpTree(base)
        var raw: OpaquePointer?
        let status = git_merge_trees(&raw, pointer, common.pointer, left.pointer, right.pointer, nil)
        try check(status, "merge two trees")
        let index = Handle(raw, freedBy: git_index_free)
        return try result(of: index, onto: ours)
    }

    /// Turns libgit2's result into a tree by our own writer, which stages what libgit2 has put in memory only.
    private func result(of index: borrowing Handle, onto ours: ObjectID) throws(GitError) -> MergeResult {
        var files: [String: PathChange.Content] = [:]
        var conflicts: Set<String> = []
        for position in 0..<git_index_entrycount(index.pointer) {
            guard let entry = git_index_get_byindex(index.pointer, position)?.pointee, let name = entry.path
            else {
                continue
            }
            let path = String(cString: name)
            files[path] = .file(ObjectID(entry.id), FileMode(stored: entry.mode))
            if git_index_entry_is_conflict(git_index_get_byindex(index.pointer, position)) == 1 {
                conflicts.insert(path)
            }
        }
        guard conflicts.isEmpty else { return .conflict(paths: conflicts.sorted()) }
        return .clean(tree: try stageTree(base: ours, changes: try stageMerged(files, onto: ours)))
    }

    private func stageMerged(
        _ files: [String: PathChange.Content], onto ours: ObjectID
    ) throws(GitError) -> [PathChange] {
        var changes: [PathChange] = []
        var remaining = files
        for file in try self.files(of: ours) {
            switch remaining.removeValue(forKey: file.path) {
            case nil: changes.append(PathChange(file.path, .delete))
            case .file(file.id, file.mode): break
            case let merged?: changes.append(PathChange(file.path, merged))
            }
        }
        changes += remaining.map { PathChange($0.key, $0.value) }
        for case .file(let id, let mode) in changes.map(\.content) where mode != .submodule {
            _ = try stageBlob(readBlob(id))
        }
        return changes
    }
}

import Clibgit2
import ObjectIDs

/// How much two trees differ.
package struct DiffStat: Hashable, Sendable {
    /// Files that differ; a renamed one counts once.
    package let files: Int
    /// Lines that are new.
    package let insertions: Int
    /// Lines that are gone.
    package let deletions: Int
}

extension Repository {
    /// Returns a patch from one tree to another as `git diff` writes it, renames found; nil is the empty tree.
    ///
    /// `paths` limits it to files of exactly these paths. Bytes that are not UTF-8 become U+FFFD.
    package func diffText(
        from old: ObjectID?, to new: ObjectID, contextLines: Int = 3, paths: [String]? = nil
    ) throws(GitError) -> String {
        let diff = try makeDiff(try changes(from: old, to: new, paths), contextLines)
        var buffer = Buffer()
        try check(git_diff_to_buf(&buffer.raw, diff.pointer, GIT_DIFF_FORMAT_PATCH), "write a diff")
        return buffer.string
    }

    /// Returns how much one tree differs from another, as `git diff --shortstat` counts it; nil is the empty tree.
    package func diffStat(
        from old: ObjectID?, to new: ObjectID, paths: [String]? = nil
    ) throws(GitError) -> DiffStat {
        let diff = try makeDiff(try changes(from: old, to: new, paths), 0)
        var raw: OpaquePointer?
        try check(git_diff_get_stats(&raw, diff.pointer), "count a diff's lines")
        let stats = Handle(raw, freedBy: git_diff_stats_free)
        return DiffStat(
            files: git_diff_stats_files_changed(stats.pointer),
            insertions: git_diff_stats_insertions(stats.pointer),
            deletions: git_diff_stats_deletions(stats.pointer))
    }

    private func changes(
        from old: ObjectID?, to new: ObjectID, _ wanted: [String]?
    ) throws(GitError) -> [TreeChange] {
        let all = try changes(from: old, to: new)
        guard let wanted else { return all }
        let names = Set(wanted)
        return all.filter { names.contains($0.path) }
    }

    /// Compares trees that hold nothing but the files that differ: libgit2 reads all of both trees that it is given.
    private func makeDiff(_ changes: [TreeChange], _ contextLines: Int) throws(GitError) -> Handle {
        let comparing = "compare two trees"
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), comparing)
        options.context_lines = UInt32(clamping: contextLines)
        let before = try lookUpTree(passingTree(of: changes, \.old))
        let after = try lookUpTree(passingTree(of: changes, \.new))
        var raw: OpaquePointer?
        let status = git_diff_tree_to_tree(&raw, pointer, before.pointer, after.pointer, &options)
        try check(status, comparing)
        let diff = Handle(raw, freedBy: git_diff_free)
        try check(git_diff_find_similar(diff.pointer, nil), comparing)
        return diff
    }

    /// Makes a tree of one side's files that is never published.
    private func passingTree(
        of changes: [TreeChange], _ side: KeyPath<TreeChange, TreeEntry?>
    ) throws(GitError) -> ObjectID {
        let staged = store.stagedCount
        defer { store.unstage(allBut: staged) }
        let files = changes.compactMap { change in
            change[keyPath: side].map { PathChange(change.path, .file($0.id, $0.mode)) }
        }
        return try stageTree(base: nil, changes: files)
    }
}

import Clibgit2
import Glibc

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
        let changed = try changedPaths(old, new, paths)
        guard !changed.isEmpty else { return "" }
        let diff = try makeDiff(old, new, contextLines, changed)
        var buffer = Buffer()
        try check(git_diff_to_buf(&buffer.raw, diff.pointer, GIT_DIFF_FORMAT_PATCH), "write a diff")
        return buffer.string
    }

    /// Returns how much one tree differs from another, as `git diff --shortstat` counts it; nil is the empty tree.
    package func diffStat(
        from old: ObjectID?, to new: ObjectID, paths: [String]? = nil
    ) throws(GitError) -> DiffStat {
        let changed = try changedPaths(old, new, paths)
        guard !changed.isEmpty else { return DiffStat(files: 0, insertions: 0, deletions: 0) }
        let diff = try makeDiff(old, new, 0, changed)
        var raw: OpaquePointer?
        try check(git_diff_get_stats(&raw, diff.pointer), "count a diff's lines")
        let stats = Handle(raw, freedBy: git_diff_stats_free)
        return DiffStat(
            files: git_diff_stats_files_changed(stats.pointer),
            insertions: git_diff_stats_insertions(stats.pointer),
            deletions: git_diff_stats_deletions(stats.pointer))
    }

    /// Our own comparison finds the paths: libgit2's reads every tree unless it is told them.
    private func changedPaths(_ old: ObjectID?, _ new: ObjectID, _ wanted: [String]?) throws(GitError)
        -> [String]
    {
        let changed = try changes(from: old, to: new).map(\.path)
        guard let wanted else { return changed }
        let names = Set(wanted)
        return changed.filter { names.contains($0) }
    }

    private func makeDiff(
        _ old: ObjectID?, _ new: ObjectID, _ contextLines: Int, _ paths: [String]
    ) throws(GitError) -> Handle {
        let comparing = "compare two trees"
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), comparing)
        options.context_lines = UInt32(clamping: contextLines)
        options.flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH.rawValue
        let names = CStrings(paths)
        options.pathspec = names.array
        let before = try lookUpTree(old)
        let after = try lookUpTree(new)
        var raw: OpaquePointer?
        let status = git_diff_tree_to_tree(&raw, pointer, before.pointer, after.pointer, &options)
        try check(status, comparing)
        let diff = Handle(raw, freedBy: git_diff_free)
        try check(git_diff_find_similar(diff.pointer, nil), comparing)
        return diff
    }
}

/// The owner of strings in the form that libgit2 takes a list of them.
struct CStrings: ~Copyable {
    private let pointers: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>

    init(_ strings: [String]) {
        pointers = .allocate(capacity: strings.count)
        _ = pointers.initialize(from: strings.map { strdup($0) })
    }

    /// Valid for as long as its owner.
    var array: git_strarray { git_strarray(strings: pointers.baseAddress, count: pointers.count) }

    deinit {
        for pointer in pointers { free(pointer) }
        pointers.deallocate()
    }
}

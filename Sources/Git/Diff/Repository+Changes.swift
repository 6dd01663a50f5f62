import ObjectIDs

extension Repository {
    /// Returns the paths whose entries differ, in git's order; folders that are equal are never read.
    ///
    /// Without `from`, all of `to` is new. libgit2's own comparison reads every tree.
    package func changes(from old: ObjectID?, to new: ObjectID) throws(GitError) -> [TreeChange] {
        var changes: [TreeChange] = []
        try compare(old, new, "", into: &changes)
        return changes
    }

    private func compare(
        _ old: ObjectID?, _ new: ObjectID?, _ prefix: String, into changes: inout [TreeChange]
    ) throws(GitError) {
        guard old != new else { return }
        var before = try old.map { id throws(GitError) in try rawTree(id).entries[...] } ?? []
        var after = try new.map { id throws(GitError) in try rawTree(id).entries[...] } ?? []
        while before.first != nil || after.first != nil {
            let (left, right) = Self.takeNext(&before, &after)
            if left == right { continue }
            try compareEntries(left, right, prefix, into: &changes)
        }
    }

    /// Takes the next entry of both sides, or of one where the other has none of that name and kind.
    private static func takeNext(
        _ before: inout ArraySlice<RawTree.Entry>, _ after: inout ArraySlice<RawTree.Entry>
    ) -> (RawTree.Entry?, RawTree.Entry?) {
        guard let left = before.first else { return (nil, after.popFirst()) }
        guard let right = after.first else { return (before.popFirst(), nil) }
        if left.precedes(right) { return (before.popFirst(), nil) }
        if right.precedes(left) { return (nil, after.popFirst()) }
        return (before.popFirst(), after.popFirst())
    }

    /// Compares two entries that sort alike: of one name, and both folders or neither.
    private func compareEntries(
        _ left: RawTree.Entry?, _ right: RawTree.Entry?, _ prefix: String, into changes: inout [TreeChange]
    ) throws(GitError) {
        guard let either = left ?? right else { return }
        let path = prefix + either.entry.name
        if either.isDirectory {
            try compare(left?.id, right?.id, path + "/", into: &changes)
        } else {
            changes.append(TreeChange(path: path, old: left?.entry, new: right?.entry))
        }
    }
}

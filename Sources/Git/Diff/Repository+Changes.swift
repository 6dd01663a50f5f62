import ObjectIDs

extension Repository {
    /// Returns the paths whose entries differ, in git's order; folders that are equal are never read.
    ///
    /// Without `from`, all of `to` is new. libgit2's own comparison reads every tree.
    package func changes(from old: ObjectID?, to new: ObjectID) throws(GitError) -> [TreeChange] {
        guard old != new else { return [] }
        var changes: [TreeChange] = []
        var bounds = TreeBounds(new)
        var open = [try bothSides(old, new, "")]
        while !open.isEmpty {
            let depth = open.count
            var folder = open.removeLast()
            let (left, right) = Self.takeNext(&folder.before, &folder.after)
            guard let either = left ?? right else { continue }
            open.append(folder)
            // Of one name, and both folders or neither.
            if left == right { continue }
            try bounds.visit(depth: depth)
            let path = folder.prefix + either.entry.name
            if either.isDirectory {
                open.append(try bothSides(left?.id, right?.id, path + "/"))
            } else {
                changes.append(TreeChange(path: path, old: left?.entry, new: right?.entry))
            }
        }
        return changes
    }

    /// What is still to be compared of a folder of both trees.
    private struct Sides {
        var before: ArraySlice<RawTree.Entry>
        var after: ArraySlice<RawTree.Entry>
        let prefix: String
    }

    private func bothSides(_ old: ObjectID?, _ new: ObjectID?, _ prefix: String) throws(GitError) -> Sides {
        Sides(
            before: try old.map { id throws(GitError) in try rawTree(id).entries[...] } ?? [],
            after: try new.map { id throws(GitError) in try rawTree(id).entries[...] } ?? [], prefix: prefix)
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
}

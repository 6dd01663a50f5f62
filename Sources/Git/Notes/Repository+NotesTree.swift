import ObjectIDs

extension Repository {
    /// Above so many notes in one first-level folder, which is 65,536 in all, new ones go a level deeper.
    private static let notesPerFolder = 256

    /// Returns the notes tree with the given notes put in or taken away (nil), or nil if nothing is left.
    ///
    /// A note goes where the folders that are there lead; a folder that has to be made takes along the notes that
    /// belong in it, so that no reader that follows folders overlooks one. What is not a note stays as it is.
    func rewriteNotes(
        _ old: ObjectID?, depth: Int, _ changes: [NoteName: ObjectID?]
    ) throws(GitError) -> ObjectID? {
        var tree = try old.map { id throws(GitError) in try rawTree(id) } ?? RawTree()
        let before = tree
        let spreads = Self.spreadsNotes(tree, depth: depth, nameLength: 40 - 2 * depth)
        let groups = Dictionary(grouping: changes) { $0.key.folder }
        for (folder, group) in groups {
            let existing = tree.entry(named: folder)
            let mayHaveFolder = existing?.isDirectory ?? spreads
            if !mayHaveFolder || (existing == nil && group.allSatisfy { $0.value == nil }) {
                Self.putNotes(group, in: &tree)
                continue
            }
            let moved = tree.takeNotes(startingWith: folder, nameLength: 40 - 2 * depth)
            let inner = Dictionary(group.map { ($0.key.inFolder, $0.value) }) { _, last in last }
            let all = inner.merging(moved) { new, _ in new }
            let id = try rewriteNotes(existing?.id, depth: depth + 1, all)
            tree.replace(
                folder,
                with: id.map { RawTree.Entry(name: folder, mode: FileMode.directory.rawValue, id: $0) })
        }
        if tree.isEmpty { return nil }
        if tree == before { return old }
        return depth > 0
            ? try store.stage(tree, atHandInPlaceOf: old) : try store.stage(tree.bytes, .tree)
    }

    private static func putNotes(_ notes: [(key: NoteName, value: ObjectID?)], in tree: inout RawTree) {
        for (name, blob) in notes {
            let entry = blob.map { RawTree.Entry(name: name.digits, mode: FileMode.file.rawValue, id: $0) }
            tree.replace(name.digits, with: entry)
        }
    }

    private static func spreadsNotes(_ tree: RawTree, depth: Int, nameLength: Int) -> Bool {
        guard depth > 0 else { return true }
        guard depth == 1, tree.count >= notesPerFolder else { return false }
        return tree.entries.count { $0.name.count == nameLength || $0.isDirectory } >= notesPerFolder
    }
}

extension RawTree {
    /// Takes out the notes whose names start with a folder's, as they are to be named inside it.
    fileprivate mutating func takeNotes(
        startingWith folder: [UInt8], nameLength: Int
    ) -> [NoteName: ObjectID?] {
        let taken = take(namesStartingWith: folder, length: nameLength) {
            !$0.isDirectory && NoteName($0.name).isHexadecimal
        }
        return Dictionary(taken.map { (NoteName($0.name).inFolder, $0.id) }) { $1 }
    }
}

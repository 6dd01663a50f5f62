import ObjectIDs

/// The folders of notes as they were last read or written, by tree.
///
/// A step changes one of 256 folders in each notes ref, which was written a few hundred steps before: looking for that in all packs
/// and putting its deltas together takes longer than all else that a note needs.
struct FolderTrees {
    /// In bytes, which are those of fifteen thousand notes in each of two refs.
    private static let limit = 2 << 20

    private var trees: [ObjectID: RawTree] = [:]
    private var size = 0

    subscript(id: ObjectID) -> RawTree? { trees[id] }

    /// Keeps a tree in place of the one that it came from; forgets all others where they are too many.
    mutating func replace(_ old: ObjectID?, with tree: RawTree, _ id: ObjectID) {
        if let old, let before = trees.removeValue(forKey: old) { size -= before.bytes.count }
        if size + tree.bytes.count > Self.limit {
            trees.removeAll()
            size = 0
        }
        if trees.updateValue(tree, forKey: id) == nil { size += tree.bytes.count }
    }
}

import ObjectIDs

/// A note: the object that it is about, and the blob with its text.
package struct Note: Hashable, Sendable {
    /// The object that the note is about.
    package let annotated: ObjectID
    /// The blob with the note's text.
    package let blob: ObjectID
}

/// A notes ref's value before and after notes were staged, to move the ref by.
package struct NotesUpdate: Hashable, Sendable {
    /// The ref's commit that the notes were added to; nil if there was none.
    package let old: ObjectID?
    /// The new commit; the same as `old` if nothing changed.
    package let new: ObjectID?
}

extension Repository {
    /// Returns the note about an object in a notes ref (`refs/notes/…`), or nil.
    ///
    /// Finds it at any depth of folders: tools differ in how they spread notes, and one tree may mix them.
    package func note(on id: ObjectID, ref: String) throws(GitError) -> [UInt8]? {
        guard let root = try notesTree(try reference(ref)) else { return nil }
        guard let blob = try noteEntry(NoteName(id), in: root) else { return nil }
        return try readBlob(blob)
    }

    /// Returns all notes of a notes ref, sorted by the objects that they are about.
    package func notes(ref: String) throws(GitError) -> [Note] {
        guard let commit = try reference(ref) else { return [] }
        return try notes(in: commit)
    }

    /// Returns all notes of one commit of a notes ref, sorted by the objects that they are about.
    package func notes(in commit: ObjectID) throws(GitError) -> [Note] {
        var notes: [Note] = []
        var bounds = TreeBounds(commit)
        if let root = try notesTree(commit) { try collectNotes(root, NoteName(), &bounds, into: &notes) }
        return notes.sorted { $0.annotated < $1.annotated }
    }

    /// Keeps notes and the commit that holds them in memory until `publish`; nil takes a note away.
    ///
    /// The ref itself does not move: move it by both values once the objects are published.
    package func stageNotes(
        _ ref: String, _ changes: [ObjectID: [UInt8]?], by authorship: Authorship, message: String
    ) throws(GitError) -> NotesUpdate {
        try stageNotes(onto: try reference(ref), changes, by: authorship, message: message)
    }

    /// The same on top of a given commit of notes, which may itself be staged.
    package func stageNotes(
        onto old: ObjectID?, _ changes: [ObjectID: [UInt8]?], by authorship: Authorship, message: String
    ) throws(GitError) -> NotesUpdate {
        let before = try notesTree(old)
        let after = try rewritten(before, changes)
        guard before != after else { return NotesUpdate(old: old, new: old) }
        let commit = try stageNotesCommit(after, parents: old.map { [$0] } ?? [], by: authorship, message)
        return NotesUpdate(old: old, new: commit)
    }

    /// Keeps a commit of notes with two parents in memory until `publish`: ours with the changes, merged with theirs.
    package func stageNotesMerge(
        ours: ObjectID, theirs: ObjectID, _ changes: [ObjectID: [UInt8]?], by authorship: Authorship,
        message: String
    ) throws(GitError) -> ObjectID {
        try stageNotesCommit(
            try rewritten(try notesTree(ours), changes), parents: [ours, theirs], by: authorship, message)
    }

    private func rewritten(_ tree: ObjectID?, _ changes: [ObjectID: [UInt8]?]) throws(GitError) -> ObjectID? {
        var named: [NoteName: ObjectID?] = [:]
        for (id, text) in changes {
            named[NoteName(id)] = .some(try text.map { bytes throws(GitError) in try stageBlob(bytes) })
        }
        return try rewriteNotes(tree, depth: 0, named)
    }

    private func stageNotesCommit(
        _ tree: ObjectID?, parents: [ObjectID], by authorship: Authorship, _ message: String
    ) throws(GitError) -> ObjectID {
        let content: ObjectID
        if let tree { content = tree } else { content = try stageTree(base: nil, changes: []) }
        return try stageCommit(
            tree: content, parents: parents, by: authorship, message: message)
    }

    private func notesTree(_ commit: ObjectID?) throws(GitError) -> ObjectID? {
        guard let commit else { return nil }
        return try tree(of: commit)
    }

    private func noteEntry(_ name: NoteName, in tree: ObjectID) throws(GitError) -> ObjectID? {
        let entries = try rawTree(tree)
        if let flat = entries.entry(named: name.digits), !flat.isDirectory { return flat.id }
        guard let folder = entries.entry(named: name.folder), folder.isDirectory else { return nil }
        return try noteEntry(name.inFolder, in: folder.id)
    }

    private func collectNotes(
        _ tree: ObjectID, _ prefix: NoteName, _ bounds: inout TreeBounds, into notes: inout [Note]
    ) throws(GitError) {
        for entry in try rawTree(tree).entries {
            try bounds.visit(depth: 1)
            let name = NoteName(prefix.digits + entry.name)
            if entry.isDirectory, entry.name.count == 2, name.isHexadecimal, name.digits.count < 40 {
                try collectNotes(entry.id, name, &bounds, into: &notes)
            } else if !entry.isDirectory, let annotated = name.objectID {
                notes.append(Note(annotated: annotated, blob: entry.id))
            }
        }
    }
}

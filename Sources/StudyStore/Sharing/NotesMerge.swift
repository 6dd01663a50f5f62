import Git
import ObjectIDs

/// Two states of one notes ref that were written apart, and what they come to together.
///
/// Note by note: what one side alone changed counts, people's edits among it; where both changed a note, their lines and sections are
/// united, and of a line or a section that both have the one here stays.
struct NotesMerge {
    let kind: NotesKind
    /// The notes that both sides had in common, by object; empty where they have no common past.
    private let base: [ObjectID: ObjectID]
    private let ours: [ObjectID: ObjectID]
    private let theirs: [ObjectID: ObjectID]

    init(_ kind: NotesKind, base: [Note], ours: [Note], theirs: [Note]) {
        self.kind = kind
        self.base = base.byAnnotated
        self.ours = ours.byAnnotated
        self.theirs = theirs.byAnnotated
    }

    /// The changes that lead from our state to the merged one; `nil` takes a note away.
    func changes(reading read: (ObjectID) throws -> [UInt8]) throws -> [ObjectID: [UInt8]?] {
        var changes: [ObjectID: [UInt8]?] = [:]
        for id in Set(theirs.keys).union(base.keys) where theirs[id] != ours[id] && theirs[id] != base[id] {
            guard let their = theirs[id] else {
                if ours[id] == base[id] { changes[id] = .some(nil) }
                continue
            }
            guard let our = ours[id], our != base[id] else {
                // A note that was taken away here stays away unless it says something new there.
                changes[id] = .some(try read(their))
                continue
            }
            let (mine, other) = (try read(our), try read(their))
            let common = try base[id].map(read)
            let united = try kind.unite(mine, other, base: common)
            if united != mine { changes[id] = .some(united) }
        }
        return changes
    }
}

extension [Note] {
    /// The blob of each annotated object; the first where a tree holds two for one, as a merge of two clones' notes may.
    var byAnnotated: [ObjectID: ObjectID] {
        Dictionary(map { ($0.annotated, $0.blob) }) { first, _ in first }
    }
}

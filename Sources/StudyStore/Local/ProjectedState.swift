import Platform
import StudyModel

/// What hone last did to the branches and notes of a run, so that anything else found there is known to be a person's.
///
/// A local file, never synced: where it is lost or behind, the journal tells which values were hone's own. Each line says what
/// changed, the first one all of it, so a step adds a line and writes no file anew.
struct ProjectedState: Hashable {
    /// The journal commit of this clone's writer up to which branches and notes have been written.
    var through: CommitID?
    /// By full name, the value that hone last put there, or found there and took up.
    var refs: [String: CommitID] = [:]
    /// Refs that people deleted and that no event tells of.
    var abandoned: Set<String> = []

    /// Reads the state; `nil` where there is none or it cannot be understood. A line that is cut off is passed over.
    static func read(_ path: String) throws -> ProjectedState? {
        guard let text = try HostFile.text(path) else { return nil }
        let lines = text.split(separator: "\n").compactMap { Change(line: $0) }
        guard !lines.isEmpty else { return nil }
        var state = ProjectedState()
        for line in lines { state.take(line) }
        return state
    }

    /// Writes the whole state in place of what is there; of a run that was fetched, nothing is there yet.
    func write(_ path: String, access: FileAccess) throws {
        try HostFile.makeFolder(HostFile.folder(of: path), access: access)
        try HostFile.replace(path, with: Change(from: ProjectedState(), to: self).line, access: access)
    }

    /// Adds what has changed since `old`.
    func write(_ path: String, since old: ProjectedState, access: FileAccess) throws {
        try HostFile.append(Change(from: old, to: self).line, to: path, access: access)
    }

    private mutating func take(_ change: Change) {
        if let through = change.through { self.through = through }
        refs.merge(change.refs) { _, new in new }
        for ref in change.removed { refs[ref] = nil }
        abandoned.formUnion(change.abandoned)
    }

    /// A line of the file.
    private struct Change {
        let through: CommitID?
        let refs: [String: CommitID]
        /// Refs that hone knows nothing of any more.
        let removed: [String]
        let abandoned: Set<String>

        init(from old: ProjectedState, to new: ProjectedState) {
            through = new.through
            refs = new.refs.filter { old.refs[$0.key] != $0.value }
            removed = old.refs.keys.filter { new.refs[$0] == nil }.sorted()
            abandoned = new.abandoned.subtracting(old.abandoned)
        }

        /// Returns `nil` for what is no such line.
        init?(line: some StringProtocol) {
            do {
                let fields = try Fields(Array(line.utf8))
                through = try fields.optional("through")
                refs = try fields.byName("refs")
                removed = try fields.list("removed")
                abandoned = Set(try fields.list("abandoned"))
            } catch {
                return nil
            }
        }

        var line: [UInt8] {
            ObjectWriter.line { line in
                line.put("through", through)
                line.put("refs", byName: refs)
                line.put("removed", each: removed)
                line.put("abandoned", each: abandoned.sorted())
            }
        }
    }
}

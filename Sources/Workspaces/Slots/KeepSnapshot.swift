import Platform
import StudyModel

/// What the study keeps in a slot between candidates, as setup left it.
///
/// A copy: a hard link would change with what an evaluation writes.
struct KeepSnapshot {
    /// Whether what is kept stays as it is or goes back.
    enum Fate { case keep, restore }

    let site: SlotSite
    let patterns: PatternList
    /// Names the base and the setup that it is of.
    let key: String

    private var folder: String { site.state + "/snapshot" }

    var exists: Bool { (try? HostFile.text(folder + "/key")) == key }

    /// Copies what is kept now.
    func take(tracked index: IndexFile) async throws {
        try HostFile.remove(folder)
        try HostFile.makeFolder(folder + "/files")
        for path in try kept(index) { try await copy(path, from: site.slot, to: folder + "/files") }
        // Last, so that a copy that was interrupted is none.
        try HostFile.write(key, to: folder + "/key")
    }

    /// Removes what is kept.
    func clear(tracked index: IndexFile) throws {
        for path in try kept(index) { try ForeignFolder(site.slot).remove(path) }
    }

    /// Puts the copy back where nothing is; nothing, where no snapshot was taken.
    func restore(tracked index: IndexFile) async throws {
        guard exists else { return }
        for path in try top(of: folder + "/files", index) {
            try await copy(path, from: folder + "/files", to: site.slot)
        }
    }

    private func kept(_ index: IndexFile) throws -> [String] { try top(of: site.slot, index) }

    /// The topmost paths that the patterns cover and that hold nothing tracked.
    private func top(of root: String, _ index: IndexFile) throws -> [String] {
        guard !patterns.patterns.isEmpty else { return [] }
        return try UntrackedPaths(root: root, index: index).topmost { entry in
            entry.kind == .folder ? patterns.matchesFolder(entry.path) : patterns.matches(entry.path)
        }
    }

    private func copy(_ path: String, from source: String, to target: String) async throws {
        try await FolderCopy(source: source, target: target, place: site.folder).copy(path)
    }
}

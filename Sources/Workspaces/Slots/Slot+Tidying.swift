import Git
import Platform
import StudyModel

extension Slot {
    /// Takes away what programs left, found by the status of each file and not by its content.
    func tidy(_ kept: KeepSnapshot.Fate) async throws {
        guard let state else { throw WorkspaceError.missingObject(site.slot) }
        let index = try IndexFile(path: site.index)
        try unlockFolders(index)
        if kept == .restore { try snapshot.clear(tracked: index) }
        let damaged = try removeLitter(index)
        if !damaged.isEmpty { try await replace(damaged, state) }
        if kept == .restore { try await snapshot.restore(tracked: index) }
        try content.placeInputs(site)
        try SlotState.markTidy(site)
    }

    /// Gives the folders that hold tracked files a mode as they were made with.
    ///
    /// A program may have made them unreadable, which would keep us from looking into them, or writable for others. Parents
    /// come first, and what lies behind a link is not ours to change.
    private func unlockFolders(_ index: IndexFile) throws {
        var unlocked: Set<String> = []
        for folder in [""] + index.folders.sorted() {
            let parent = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
            guard folder.isEmpty || unlocked.contains(parent) else { continue }
            let path = site.slot + "/" + folder
            guard let status = try HostFile.status(path), status.kind == .folder else { continue }
            unlocked.insert(folder)
            guard status.permissions & 0o7722 != 0o700 else { continue }
            try HostFile.setPermissions(0o755, of: path)
        }
    }

    /// Removes what is not tracked, and returns the tracked paths that are not as they were.
    private func removeLitter(_ index: IndexFile) throws -> [String] {
        let folder = ForeignFolder(site.slot)
        var intact = [Bool](repeating: false, count: index.count)
        var litter: [String] = []
        let kept = PatternList(content.layout.keep.paths)
        let inputs = Set(content.layout.inputs.map(\.to))
        try FolderWalk(root: site.slot).visit { entry in
            if inputs.contains(entry.path) || entry.path == ".git" && entry.kind == .file { return .skip }
            if let tracked = index.entries[entry.path] {
                let isIntact = tracked.isSubmodule ? entry.kind == .folder : tracked.isUnchanged(entry.status)
                if isIntact { intact[tracked.position] = true } else { litter.append(entry.path) }
                return .skip
            }
            // No later step could name it.
            guard entry.isNameExact || index.folders.contains(entry.path) else { return .remove }
            guard entry.kind == .folder else {
                if !kept.matches(entry.path) { litter.append(entry.path) }
                return .skip
            }
            if index.folders.contains(entry.path) { return .enter }
            if kept.matchesFolder(entry.path) { return .skip }
            guard kept.patterns.isEmpty, inputs.isEmpty else {
                // Something below may be kept; if nothing is, the folder goes with the last file in it.
                try removeIfEmpty(entry.path)
                return .enter
            }
            litter.append(entry.path)
            return .skip
        }
        for path in litter { try folder.remove(path) }
        try restoreGitFile()
        if intact.allSatisfy(\.self) { return [] }
        return index.entries.filter { !intact[$0.value.position] }.map(\.key)
    }

    private func removeIfEmpty(_ path: String) throws {
        let full = site.slot + "/" + path
        HostFile.unlockFolder(full)
        guard try HostFile.names(in: full).isEmpty else { return }
        try ForeignFolder(site.slot).remove(path)
    }

    private func restoreGitFile() throws {
        try ForeignFolder(site.slot).write(
            Array("gitdir: ../git\n".utf8), executable: false, at: ".git")
    }

    private func replace(_ paths: [String], _ state: SlotState) async throws {
        var changes: [SlotChange] = []
        for path in paths.sorted() { changes.append(try await content.wanted(path, state.tree)) }
        try SlotState.beginMove(site)
        _ = try await content.makeRepository(for: state.tree, site)
        // The index has had these contents all the time, and the trees with them.
        let date = date(after: state)
        try await content.place(changes, trees: [:], date: date, in: site)
        try repository.publishIndex()
        try finish(state.tree, date: date)
    }
}

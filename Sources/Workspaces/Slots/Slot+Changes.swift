import Git
import Platform
import StudyModel

extension Slot {
    /// Returns what differs from the candidate that the slot was moved to, whatever was committed in the slot.
    ///
    /// `isWanted` is asked for each untracked path; those not wanted are named and not read, as are files too large for a candidate, which then has
    /// what it had there: those of more bytes than `limit`, and what is more than four such files together. A hole of any size costs no disk, and would take
    /// memory here. A nested repository is reported
    /// as a submodule entry and not looked into. Links are reported as links. What the study keeps, the inputs and `.git`
    /// are passed over, and so is what is no file, link or folder.
    package func changes(
        upTo limit: Int, wanted isWanted: @Sendable (String) -> Bool
    ) async throws -> SlotChanges {
        guard let state else { throw WorkspaceError.missingObject(site.slot) }
        let index = try IndexFile(path: site.index)
        var result = SlotChanges()
        var missing = Set(index.entries.keys)
        var modified: [String] = []
        var room = 4 * Int64(limit)
        func fits(_ entry: FolderWalk.Entry) -> Bool {
            guard entry.kind == .file else { return true }
            guard entry.status.size <= min(room, Int64(limit)) else { return false }
            room -= entry.status.size
            return true
        }
        let kept = PatternList(content.layout.keep.paths)
        let inputs = Set(content.layout.inputs.map(\.to))
        try FolderWalk(root: site.slot).visit { entry in
            if inputs.contains(entry.path) || entry.name == ".git" { return .skip }
            // A pipe, a socket or a device is no file: where one stands in the place of a tracked file, that is gone.
            if entry.kind == .other { return .skip }
            if let tracked = index.entries[entry.path] {
                let isReplaced = tracked.isSubmodule != (entry.kind == .folder)
                if !(isReplaced && entry.kind == .folder) { missing.remove(entry.path) }
                if isReplaced && entry.kind == .folder { return .enter }
                if tracked.isSubmodule && !isReplaced { return .skip }
                guard !tracked.isUnchanged(entry.status) else { return .skip }
                if fits(entry) { modified.append(entry.path) } else { result.leftOut.append(entry.path) }
                return .skip
            }
            if entry.kind == .folder {
                if index.folders.contains(entry.path) { return .enter }
                if kept.matchesFolder(entry.path) { return .skip }
                guard HostFile.exists(site.slot + "/" + entry.path + "/.git") else { return .enter }
                result.changes.append(FileChange(path: entry.path, content: .submodule))
                return .skip
            }
            if kept.matches(entry.path) { return .skip }
            guard entry.isNameExact, isWanted(entry.path), fits(entry) else {
                result.leftOut.append(entry.path)
                return .skip
            }
            result.changes.append(FileChange(path: entry.path, content: try content(of: entry)))
            return .skip
        }
        result.changes += missing.filter { index.entries[$0]?.isSubmodule == false }
            .map { FileChange(path: $0, content: .deleted) }
        for path in modified { result.changes += try await modification(of: path, in: state.tree) }
        result.changes.sort { $0.path < $1.path }
        result.leftOut.sort()
        return result
    }

    private func content(of entry: FolderWalk.Entry) throws -> FileChange.Content {
        let path = site.slot + "/" + entry.path
        if entry.kind == .link { return .symbolicLink(target: try HostFile.linkTarget(path)) }
        return .file(try HostFile.read(path), executable: entry.status.isExecutable)
    }

    /// Returns the change of a tracked file whose status differs; none where its content does not.
    private func modification(of path: String, in tree: TreeID) async throws -> [FileChange] {
        let real = site.slot + "/" + path
        guard let status = try HostFile.status(real) else {
            return [FileChange(path: path, content: .deleted)]
        }
        if status.kind == .link {
            let target = try HostFile.linkTarget(real)
            if case .link(let old, _) = try await content.wanted(path, tree).content,
                old == Array(target.utf8)
            {
                return []
            }
            return [FileChange(path: path, content: .symbolicLink(target: target))]
        }
        let bytes = try await content.stored(path, in: site)
        if case .file(let old, _, let executable) = try await content.wanted(path, tree).content,
            old == bytes, executable == status.isExecutable
        {
            return []
        }
        return [FileChange(path: path, content: .file(bytes, executable: status.isExecutable))]
    }
}

/// What a slot holds beside the candidate that hone put there.
package struct SlotChanges: Hashable, Sendable {
    /// The files that differ, sorted by path; untracked ones only where they were wanted.
    package var changes: [FileChange]
    /// The untracked paths that were not wanted, and those of files that are too large, sorted.
    package var leftOut: [String]

    package init(changes: [FileChange] = [], leftOut: [String] = []) {
        self.changes = changes
        self.leftOut = leftOut
    }
}

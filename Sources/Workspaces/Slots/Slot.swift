import Git
import Platform
import StudyModel

/// A folder outside the user's repository that holds one candidate at a time; lent by a `SlotPool`.
///
/// Between two moves it belongs to whoever borrowed it, and so do the programs that run in it; nothing that they leave in it
/// or in its git directory is trusted by the next move.
package actor Slot {
    /// Whether the evaluator's hidden files are in the slot.
    package enum HiddenFiles: Hashable, Sendable { case absent, present }

    /// Where the slot's parts are.
    package nonisolated let site: SlotSite
    /// What the slot is lent for.
    package nonisolated let kind: SlotKind

    let content: SlotContent
    private let lock: FileLock
    /// What the slot holds, or `nil` where that is not known.
    var state: SlotState?
    /// By path, the evaluator's files as they were found before any program of the candidate ran, or as they were put back.
    private var laid: [String: FileStatus] = [:]

    init(site: SlotSite, kind: SlotKind, content: SlotContent, lock: consuming FileLock) throws {
        self.site = site
        self.kind = kind
        self.content = content
        self.lock = lock
        state = try SlotState.read(site)
    }

    /// The folder with the candidate's files.
    package nonisolated var path: String { site.slot }

    /// Makes the slot hold a candidate, writing only what differs from what it holds.
    ///
    /// What was left of an earlier use is tidied away first, hidden files are absent afterwards, and the home, scratch and
    /// temporary folders are empty. A move that does not end is seen by the next, which rebuilds the slot.
    package func move(to subject: Subject) async throws {
        try await settle()
        laid = [:]
        guard let state else { throw WorkspaceError.missingObject(site.slot) }
        let steps = try await content.changes(from: state.tree, to: subject.tree)
        try SlotState.beginMove(site)
        self.state = nil
        let trees = try await content.makeRepository(
            for: subject.tree, findingTreesOf: SlotChange.folders(of: steps), site)
        let date = date(after: state)
        try await content.place(steps, trees: trees, date: date, in: site)
        try content.makeEmptyFolders(site)
        try content.placeInputs(site)
        try repository.publishIndex()
        try finish(subject.tree, date: date)
        try SlotState.markUsed(site)
    }

    /// Puts the evaluator's hidden files into the slot, or takes them out; `present` is refused in an agent's slot.
    package func setHidden(_ hidden: HiddenFiles) throws {
        precondition(hidden == .absent || kind != .agent, "an agent's slot never holds hidden files")
        let folder = ForeignFolder(site.slot)
        for file in content.layout.hiddenOverlay {
            switch hidden {
            case .present: try folder.write(file.bytes, executable: file.executable, at: file.path)
            case .absent: try folder.remove(file.path)
            }
        }
    }

    /// Puts the evaluator's files back where a program changed them, so that each command finds them as they were laid. Called before every command.
    ///
    /// What a program changes while the same command still reads them is not seen here.
    package func protectEvaluatorFiles(with hidden: HiddenFiles) throws {
        let folder = ForeignFolder(site.slot)
        let files = content.layout.visibleOverlay + (hidden == .present ? content.layout.hiddenOverlay : [])
        for file in files {
            let path = site.slot + "/" + file.path
            let found = (try? HostFile.status(path)) ?? nil
            if let found, laid[file.path] ?? found == found {
                laid[file.path] = found
                continue
            }
            try clearFolders(above: file.path, folder)
            try folder.write(file.bytes, executable: file.executable, at: file.path)
            laid[file.path] = try HostFile.status(path)
        }
    }

    /// Removes what stands where a folder above a path belongs, and unlocks those that are there.
    private func clearFolders(above path: String, _ folder: ForeignFolder) throws {
        let parts = path.split(separator: "/").dropLast()
        for count in parts.indices.map({ $0 + 1 }) {
            let above = parts.prefix(count).joined(separator: "/")
            guard let status = try HostFile.status(site.slot + "/" + above) else { return }
            guard status.kind == .folder else { return try folder.remove(above) }
            if status.permissions & 0o7722 != 0o700 {
                try HostFile.setPermissions(0o755, of: site.slot + "/" + above)
            }
        }
    }

    /// Puts the slot back after an evaluation: tracked files that changed, untracked ones but for what the study keeps.
    ///
    /// What is kept goes back to the snapshot after any outcome but scored, and always where the policy is `fresh`.
    package func restore(after outcome: Outcome) async throws {
        let keep: KeepSnapshot.Fate =
            outcome == .scored && content.layout.keep.policy == .warm ? .keep : .restore
        try await tidy(keep)
    }

    /// Whether `takeSnapshot` was called in this slot for the pool's base and setup.
    package func hasSnapshot() -> Bool { snapshot.exists }

    /// Remembers what the study keeps as it is now, which is how setup left it on the base.
    package func takeSnapshot() async throws {
        let index = try IndexFile(path: site.index)
        try await snapshot.take(tracked: index)
    }

    var repository: PrivateRepository { content.repository(site) }

    var snapshot: KeepSnapshot {
        KeepSnapshot(site: site, patterns: PatternList(content.layout.keep.paths), key: content.setupKey)
    }

    /// Makes the slot what its state says: tidy, or built anew.
    private func settle() async throws {
        if let state, state.contentKey == content.key, await content.isKnown(state.tree) {
            if SlotState.isUsed(site) || kind == .clean { try await tidy(.restore) }
        } else {
            try await rebuild()
        }
    }

    private func rebuild() async throws {
        state = nil
        try HostFile.makeFolder(site.state)
        try SlotState.beginMove(site)
        try await content.build(site)
        try SlotState.markTidy(site)
        try finish(content.base.tree, date: nil)
        try await snapshot.restore(tracked: try IndexFile(path: site.index))
    }

    /// The date of files that change now; nil for the clock's, where nothing that is kept could mistake it.
    func date(after state: SlotState) -> Int64? {
        content.layout.keep.paths.isEmpty ? nil : state.date(at: SystemClock.now())
    }

    /// Ends a move to a tree whose files were dated so.
    func finish(_ tree: TreeID, date: Int64?) throws {
        let state = SlotState(
            tree: tree, contentKey: content.key, second: max(date ?? 0, SystemClock.now()))
        try state.endMove(site)
        self.state = state
    }
}

/// What a slot is lent for.
package enum SlotKind: String, Hashable, Sendable {
    /// Judging candidates; what the study keeps may be warm from earlier ones.
    case evaluation
    /// Letting an agent edit; such slots are apart, and never hold anything hidden.
    case agent
    /// Judging with nothing left of earlier candidates: what the study keeps is as setup left it.
    case clean

    /// Slots of one group serve each other's kinds.
    var group: String { self == .agent ? "agent" : "evaluation" }
}

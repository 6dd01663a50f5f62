import Git
import ObjectIDs
import Platform
import StudyModel

/// What the slots of a run hold, and how it gets there: a candidate's tree without hidden files, under the evaluator's files.
struct SlotContent: Sendable {
    let repository: Repository
    let base: Subject
    let layout: SlotLayout
    let sandbox: Sandbox
    let view: BaseView
    let conversion: Conversion
    let tags: DescribingTags
    /// The base's commit time, which every private commit takes: a build that records it is the same for all candidates.
    let time: Int64
    /// The caller's PATH.
    let path: String
    let key: String
    private let overlay: [String: OverlayFile]

    init(
        repository: Repository, base: Subject, layout: SlotLayout, sandbox: Sandbox, root: String,
        environment: [String: String]
    ) async throws {
        self.repository = repository
        self.base = base
        self.layout = layout
        self.sandbox = sandbox
        path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        view = try await ViewBuilder(repository: repository, base: base, layout: layout, path: path)
            .view(below: root)
        conversion = try Conversion(of: repository)
        tags = try await DescribingTags(
            of: base.commit.text, repository: repository.commonDirectory, path: path)
        guard let id = ObjectID(hex: base.commit.text) else {
            throw WorkspaceError.missingObject(base.commit.text)
        }
        time = try await repository.readCommit(id).committer.time
        key = layout.contentKey
        overlay = Dictionary(layout.visibleOverlay.map { ($0.path, $0) }) { _, last in last }
    }

    var setupKey: String { base.tree.text + layout.setupKey }

    /// Whether files may have other bytes in a checkout than in the repository, so that git has to write them.
    private var converts: Bool { conversion.isUnconditional || view.hasConvertingAttributes }

    func repository(_ site: SlotSite) -> PrivateRepository {
        PrivateRepository(
            site: site, view: view, conversion: conversion, path: path,
            visibleObjects: sandbox.visiblePath(
                site.view + "/objects", in: site.confinement(SandboxSettings())))
    }

    // MARK: - What is to be where

    /// Returns what a slot that holds one tree must do to hold another; deletions first.
    func changes(from old: TreeID, to new: TreeID) async throws -> [SlotChange] {
        try await changes(from: try id(old), to: try id(new), in: repository)
    }

    private func changes(
        from old: ObjectID, to new: ObjectID, in repository: isolated Repository
    ) throws -> [SlotChange] {
        let differing = try repository.changes(from: old, to: new)
            .filter { overlay[$0.path] == nil && !layout.hidden.matches($0.path) }
        let changes = try differing.map { try SlotChange($0.path, $0.new, in: repository) }
        return changes.filter(\.isDeletion) + changes.filter { !$0.isDeletion }
    }

    /// Returns what a slot that holds a tree must have at a path.
    func wanted(_ path: String, _ tree: TreeID) async throws -> SlotChange {
        if let file = overlay[path] {
            return SlotChange(path, .file(file.bytes, id: nil, executable: file.executable))
        }
        let entry = try await repository.entry(at: path, in: try id(tree))
        return try await SlotChange(path, entry, in: repository)
    }

    /// Tells whether the repository still has a tree: a gc may have taken it, or another clone the repository's place.
    func isKnown(_ tree: TreeID) async -> Bool {
        guard let id = ObjectID(hex: tree.text) else { return false }
        return await repository.exists(id)
    }

    private func id(_ tree: TreeID) throws -> ObjectID {
        guard let id = ObjectID(hex: tree.text) else { throw WorkspaceError.missingObject(tree.text) }
        return id
    }

    // MARK: - Putting it there

    /// Fills a slot with the base, from nothing.
    func build(_ site: SlotSite) async throws {
        for part in [site.slot, site.index, site.indexProgress] { try HostFile.remove(part) }
        try HostFile.makeFolder(site.slot)
        try HostFile.write(try HostFile.read(view.index), to: site.index)
        _ = try await makeRepository(for: base.tree, site)
        try await repository(site).git.run(["checkout-index", "--all", "--force", "--index", "--quiet"])
        if converts { try await lay(overlay.values.sorted { $0.path < $1.path }, date: nil, site) }
        try HostFile.write("gitdir: ../git\n", to: site.slot + "/.git")
    }

    /// Makes the private git directory hold a tree, and returns the trees of the folders that are asked for.
    func makeRepository(
        for tree: TreeID, findingTreesOf folders: Set<String> = [], _ site: SlotSite
    ) async throws -> [String: ObjectID] {
        // A git that was killed leaves its lock; the slot is ours alone, so nobody else can hold it.
        try HostFile.remove(site.state + "/index.lock")
        try pointAtView(site)
        let commit = CandidateCommit(
            base: view.tree, changes: try await changes(from: base.tree, to: tree), tags: tags, time: time)
        return try await repository(site).make(
            commit, findingTreesOf: folders, excluding: layout.inputs.map(\.to) + layout.keep.paths)
    }

    /// A slot that served another base borrows this one's objects from now on.
    private func pointAtView(_ site: SlotSite) throws {
        let target = "../views/" + view.name
        if (try? HostFile.linkTarget(site.view)) == target { return }
        try HostFile.remove(site.view)
        try HostFile.link(to: target, at: site.view)
    }

    /// Writes files, and tells the slot's index what they are and what status they have.
    ///
    /// - Parameters:
    ///   - trees: those of the folders above the files that change their content.
    ///   - date: the second that files are dated with; nil for the clock's.
    func place(
        _ changes: [SlotChange], trees: [String: ObjectID], date: Int64?, in site: SlotSite
    ) async throws {
        guard !changes.isEmpty else { return }
        let git = repository(site).git
        let folder = ForeignFolder(site.slot)
        guard converts || changes.contains(where: \.isSubmodule) else {
            for change in changes { try change.write(to: folder) }
            try self.date(changes, date, in: folder)
            // git reads and writes a whole index to change one entry of it, which in a big slot is most of a move.
            if try IndexPatch.apply(changes, trees: trees, in: site) { return }
            return try await refresh(changes.map(\.path), git)
        }
        let own = changes.filter { overlay[$0.path] == nil }
        for change in own { try folder.remove(change.path) }
        try await git.run(
            ["update-index", "--replace", "-z", "--index-info"], input: joined(own.map(\.indexLine)))
        let names = own.filter { !$0.isDeletion }.map { $0.path + "\0" }
        try await git.run(
            ["checkout-index", "--force", "--index", "--quiet", "-z", "--stdin"], input: joined(names))
        try self.date(own, date, in: folder)
        if date != nil { try await git.run(["update-index", "-q", "--refresh"]) }
        try await lay(changes.compactMap { overlay[$0.path] }, date: date, site)
    }

    private func date(_ changes: [SlotChange], _ date: Int64?, in folder: ForeignFolder) throws {
        guard let date else { return }
        for change in changes where !change.isDeletion && !change.isSubmodule {
            try folder.date(change.path, second: date)
        }
    }

    /// Lays the evaluator's files as they are, whatever attributes would make of them.
    ///
    /// Where line ends are converted, git in the slot must not compare their content with what it would have made of them.
    private func lay(_ files: [OverlayFile], date: Int64?, _ site: SlotSite) async throws {
        guard !files.isEmpty else { return }
        let folder = ForeignFolder(site.slot)
        for file in files {
            try folder.write(file.bytes, executable: file.executable, at: file.path)
            if let date { try folder.date(file.path, second: date) }
        }
        let git = repository(site).git
        let names = joined(files.map { $0.path + "\0" })
        try await git.run(["update-index", "--no-assume-unchanged", "-z", "--stdin"], input: names)
        try await refresh(files.map(\.path), git)
        try await git.run(["update-index", "--assume-unchanged", "-z", "--stdin"], input: names)
    }

    private func refresh(_ paths: [String], _ git: GitCommand) async throws {
        try await git.run(
            ["update-index", "--add", "--remove", "--replace", "-z", "--stdin"],
            input: joined(paths.map { $0 + "\0" }))
    }

    private func joined(_ lines: [String]) -> [UInt8] { lines.flatMap { Array($0.utf8) } }

    /// Returns a slot's file as the repository would store it: with filters and line ends taken back.
    func stored(_ path: String, in site: SlotSite) async throws -> [UInt8] {
        guard converts, overlay[path] == nil else { return try content(path, in: site) }
        // The private git directory may have been written to by others: git must not run with it here.
        let git = GitCommand(
            gitDirectory: view.folder, workTree: site.slot, index: site.index,
            objects: site.state + "/objects", alternates: [view.objects], settings: conversion.settings,
            path: self.path)
        try HostFile.makeFolder(site.state + "/objects")
        let id = try await git.run(
            ["hash-object", "-w", "--stdin", "--path", path], input: try content(path, in: site))
        return try await git.run(["cat-file", "blob", String(decoding: id.prefix(40), as: UTF8.self)])
    }

    /// A longer file is no candidate's: its size alone, which a sparse one has for nothing, would take all memory.
    private static let longestFile = 1 << 30

    /// The bytes of a slot's file, of which a program may have made anything.
    private func content(_ path: String, in site: SlotSite) throws -> [UInt8] {
        try ForeignFile.read(site.slot + "/" + path, limit: Self.longestFile).get()
    }
}

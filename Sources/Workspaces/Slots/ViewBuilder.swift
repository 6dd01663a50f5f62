import Git
import ObjectIDs
import Platform
import StudyModel
import Text

/// Makes the view of a base: once per base and layout, for all slots and all later runs.
struct ViewBuilder {
    let repository: Repository
    let base: Subject
    let layout: SlotLayout
    let path: String

    private struct TreeLine {
        let mode: String
        let id: String
        let path: [UInt8]
        var name: String { String(decoding: path, as: UTF8.self) }
    }

    /// Returns the view below `root`, made now where it is not there yet.
    func view(below root: String) async throws -> BaseView {
        let key = Digest(Array((base.tree.text + layout.contentKey).utf8)).hexadecimal.prefix(24)
        let folder = root + "/views/" + key
        if let view = try BaseView(existing: folder) { return view }
        try HostFile.makeFolder(root + "/views")
        let draft = folder + "." + ProcessMark.passingName
        // Of builders that were killed.
        try HostFile.removePassing(in: root + "/views")
        do {
            try await build(draft)
        } catch {
            try HostFile.remove(draft)
            throw error
        }
        // Another process, or another run of this one, may have been faster: its view is as good as ours.
        do { try HostFile.move(draft, to: folder) } catch { try HostFile.remove(draft) }
        guard let view = try BaseView(existing: folder) else { throw WorkspaceError.missingObject(folder) }
        return view
    }

    private func build(_ folder: String) async throws {
        let git = GitCommand(
            gitDirectory: folder, alternates: [repository.commonDirectory + "objects"], path: path)
        try Self.makeRepository(folder)
        let lines = try await visibleLines(git)
        let blobs = lines.filter { $0.mode != "160000" }.map(\.id).joined(separator: "\n") + "\n"
        if lines.contains(where: { $0.mode != "160000" }) {
            try await git.run(
                ["pack-objects", "-q", "--window=0", folder + "/objects/pack/pack"], input: Array(blobs.utf8))
        }
        var alone = git
        alone.alternates = []
        alone.settings = ["fastimport.unpackLimit=1"]
        try await alone.run(["fast-import", "--quiet", "--done"], input: stream(lines))
        try await alone.run(["read-tree", "refs/heads/base"])
        let tree = try await alone.run(["rev-parse", "refs/heads/base^{tree}"])
        try BaseView.complete(
            folder, tree: String(decoding: tree.prefix(40), as: UTF8.self),
            hasConvertingAttributes: try await hasConvertingAttributes(lines))
    }

    /// Makes an empty repository; git needs no more than this to know it.
    static func makeRepository(_ folder: String) throws {
        for part in ["objects/pack", "objects/info", "refs", "info"] {
            try HostFile.makeFolder(folder + "/" + part)
        }
        try HostFile.write("ref: \(PrivateRepository.branch)\n", to: folder + "/HEAD")
        try HostFile.write(
            "[core]\n\trepositoryformatversion = 0\n\tbare = true\n[gc]\n\tauto = 0\n", to: folder + "/config"
        )
    }

    private func visibleLines(_ git: GitCommand) async throws -> [TreeLine] {
        let overlaid = Set(layout.visibleOverlay.map(\.path))
        let output = try await git.run(["ls-tree", "-r", "-z", "--full-tree", base.tree.text])
        return output.split(separator: 0).compactMap(Self.line).filter {
            !overlaid.contains($0.name) && !layout.hidden.matches($0.name)
        }
    }

    /// Reads `<mode> <kind> <id>\t<path>`.
    private static func line(_ bytes: ArraySlice<UInt8>) -> TreeLine? {
        guard let tab = bytes.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
        let words = String(decoding: bytes[..<tab], as: UTF8.self).split(separator: " ")
        guard words.count == 3 else { return nil }
        return TreeLine(mode: String(words[0]), id: String(words[2]), path: Array(bytes[(tab + 1)...]))
    }

    private func stream(_ lines: [TreeLine]) -> [UInt8] {
        var stream = ImportStream(time: 0)
        stream.begin("refs/heads/base", message: "The base")
        for line in lines { stream.add(mode: line.mode, id: line.id, path: line.path) }
        for file in layout.visibleOverlay {
            stream.add(
                mode: file.executable ? "100755" : "100644", content: file.bytes, path: Array(file.path.utf8))
        }
        return stream.finished
    }

    private func hasConvertingAttributes(_ lines: [TreeLine]) async throws -> Bool {
        for line in lines where line.name.split(separator: "/").last == ".gitattributes" {
            guard let id = ObjectID(hex: line.id) else { continue }
            if Conversion.mayConvert(attributes: try await repository.readBlob(id)) { return true }
        }
        return layout.visibleOverlay.contains {
            $0.path.split(separator: "/").last == ".gitattributes"
                && Conversion.mayConvert(attributes: $0.bytes)
        }
    }
}

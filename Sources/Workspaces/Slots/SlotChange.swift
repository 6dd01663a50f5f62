import Git

/// One path that a slot is to hold otherwise, with the content to put there.
struct SlotChange: Sendable {
    enum Content: Sendable {
        /// `id` is `nil` for a file that no repository holds.
        case file([UInt8], id: ObjectID?, executable: Bool)
        case link(target: [UInt8], id: ObjectID)
        case submodule(id: ObjectID)
        case deleted
    }

    let path: String
    let content: Content

    /// Reads what a tree's entry names.
    init(_ path: String, _ entry: TreeEntry?, from repository: Repository) async throws {
        self.path = path
        guard let entry, entry.mode != .directory else {
            content = .deleted
            return
        }
        let id = entry.id
        content =
            switch entry.mode {
            case .submodule: .submodule(id: id)
            case .symbolicLink: .link(target: try await repository.readBlob(id), id: id)
            default: .file(try await repository.readBlob(id), id: id, executable: entry.mode == .executable)
            }
    }

    init(_ path: String, _ content: Content) {
        self.path = path
        self.content = content
    }

    /// The path's entry in an index, as `git update-index --index-info` reads it.
    var indexLine: String {
        switch content {
        case .file(_, let id?, let executable): "\(executable ? "100755" : "100644") \(id)\t\(path)\0"
        case .file(_, nil, _): ""
        case .link(_, let id): "120000 \(id)\t\(path)\0"
        case .submodule(let id): "160000 \(id)\t\(path)\0"
        case .deleted: "0 \(String(repeating: "0", count: 40))\t\(path)\0"
        }
    }

    var isDeletion: Bool { if case .deleted = content { true } else { false } }

    /// Whether git alone knows how to put it into a folder.
    var isSubmodule: Bool { if case .submodule = content { true } else { false } }

    func write(to folder: SlotFolder) throws {
        switch content {
        case .file(let bytes, _, let executable): try folder.write(bytes, executable: executable, at: path)
        case .link(let target, _): try folder.link(String(decoding: target, as: UTF8.self), at: path)
        case .submodule: try folder.makeFolder(path)
        case .deleted: try folder.remove(path)
        }
    }

    func write(to stream: inout ImportStream) {
        let bytes = Array(path.utf8)
        switch content {
        case .file(let content, _, let executable):
            stream.add(mode: executable ? "100755" : "100644", content: content, path: bytes)
        case .link(let target, _): stream.add(mode: "120000", content: target, path: bytes)
        case .submodule(let id): stream.add(mode: "160000", id: id.hex, path: bytes)
        case .deleted: stream.delete(path: bytes)
        }
    }
}

import Git
import ObjectIDs
import Platform

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
    init(_ path: String, _ entry: TreeEntry?, in repository: isolated Repository) throws {
        self.path = path
        guard let entry, entry.mode != .directory else {
            content = .deleted
            return
        }
        let id = entry.id
        content =
            switch entry.mode {
            case .submodule: .submodule(id: id)
            case .symbolicLink: .link(target: try repository.readBlob(id), id: id)
            default: .file(try repository.readBlob(id), id: id, executable: entry.mode == .executable)
            }
    }

    init(_ path: String, _ content: Content) {
        self.path = path
        self.content = content
    }

    /// What a tree has at the path; nil where it has nothing, and for a file that no repository holds.
    var entry: (id: ObjectID, mode: FileMode)? {
        switch content {
        case .file(_, let id?, let executable): (id, executable ? .executable : .file)
        case .link(_, let id): (id, .symbolicLink)
        case .submodule(let id): (id, .submodule)
        case .file(_, nil, _), .deleted: nil
        }
    }

    /// The path's entry in an index, as `git update-index --index-info` reads it.
    var indexLine: String {
        if let (id, mode) = entry { return "\(String(mode.rawValue, radix: 8)) \(id)\t\(path)\0" }
        return isDeletion ? "0 \(String(repeating: "0", count: 40))\t\(path)\0" : ""
    }

    /// The folders above the paths, with the root, which is empty.
    static func folders(of changes: [SlotChange]) -> Set<String> {
        var folders: Set<String> = [""]
        for change in changes {
            var rest = change.path[...]
            while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
                rest = rest[..<slash]
                guard folders.insert(String(rest)).inserted else { break }
            }
        }
        return folders
    }

    var isDeletion: Bool { if case .deleted = content { true } else { false } }

    /// Whether git alone knows how to put it into a folder.
    var isSubmodule: Bool { if case .submodule = content { true } else { false } }

    func write(to folder: ForeignFolder) throws {
        switch content {
        case .file(let bytes, _, let executable): try folder.write(bytes, executable: executable, at: path)
        case .link(let target, _): try folder.link(String(decoding: target, as: UTF8.self), at: path)
        case .submodule: try folder.makeFolder(path)
        case .deleted: try folder.remove(path)
        }
    }

    /// Stages the content and returns the change to a tree that names it.
    func stage(in repository: isolated Repository) throws -> PathChange {
        switch content {
        case .file(let bytes, _, let executable):
            PathChange(path, .file(try repository.stageBlob(bytes), executable ? .executable : .file))
        case .link(let target, _):
            PathChange(path, .file(try repository.stageBlob(target), .symbolicLink))
        case .submodule(let id): PathChange(path, .file(id, .submodule))
        case .deleted: PathChange(path, .delete)
        }
    }
}

import Platform
import StudyModel
import Text

extension SlotLayout {
    /// `sha256:` and the digest over what the inputs hold.
    ///
    /// Of small files that is their content, so that a copy elsewhere has the same digest. Contents may be too large to read: of a large
    /// file, and of all that come after as many bytes as can be read in a moment, size and time of change stand for it.
    package func inputsDigest() throws -> String {
        var digest = Digest()
        var room = Self.contentsRead
        for input in inputs.sorted(by: { $0.to < $1.to }) {
            digest.append("\(input.to)\0")
            for file in try Self.files(of: try source(of: input)).sorted(by: { $0.name < $1.name }) {
                digest.append(file.line(&room))
            }
        }
        return digest.text
    }

    /// Bytes of one file that are read at most, and of all.
    private static let (fileRead, contentsRead) = (1 << 20, 16 << 20)

    private static func files(of source: String) throws -> [InputFile] {
        guard let status = try HostFile.status(source) else { return [] }
        guard status.kind == .folder else { return [InputFile(name: "", path: source, status: status)] }
        var files: [InputFile] = []
        try FolderWalk(root: source).visit { entry in
            files.append(
                InputFile(name: entry.path, path: source + "/" + entry.path, status: entry.status))
            return .enter
        }
        return files
    }

    /// A file of an input, or a folder in it.
    private struct InputFile {
        /// Below the input; empty for the input itself.
        let name: String
        let path: String
        let status: FileStatus

        /// What the digest has of it; `room` is how many bytes may still be read.
        func line(_ room: inout Int) -> String {
            guard status.kind != .folder else { return "\(name)/\0" }
            return "\(name)\0\(status.isExecutable)\0\(content(&room) ?? date)\0"
        }

        private func content(_ room: inout Int) -> String? {
            guard status.kind == .file, status.size <= min(SlotLayout.fileRead, room),
                case .success(let bytes) = ForeignFile.read(path, limit: SlotLayout.fileRead)
            else { return nil }
            room -= bytes.count
            return Digest(bytes).hexadecimal
        }

        private var date: String {
            "\(status.size) \(status.modified.seconds) \(status.modified.nanoseconds)"
        }
    }
}

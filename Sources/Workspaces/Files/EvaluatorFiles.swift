import Platform
import StudyModel
import Text

/// The evaluator's own files, as the checkout or a run's journal has them.
package struct EvaluatorFiles: Hashable, Sendable {
    /// Sorted by path.
    package let files: [OverlayFile]
    /// `sha256:` and the digest over paths, modes and contents: two evaluators with equal digests judge alike.
    package let digest: String

    package init(_ files: [OverlayFile]) {
        self.files = files.sorted { $0.path < $1.path }
        var digest = Digest()
        for file in self.files {
            digest.append("\(file.executable ? "100755" : "100644") \(file.bytes.count) \(file.path)\0")
            digest.append(file.bytes)
        }
        self.digest = digest.text
    }

    /// Bytes of one file at most; all of them are kept in memory and in the journal.
    private static let longest = 1 << 30

    /// Reads the files of a checkout that the patterns match, committed or not.
    ///
    /// Never follows a link out of the checkout: a link to a file inside it is read as that file, any other is left out.
    /// `.git` and what lies in nested repositories' git directories is never matched.
    /// - Parameter modes: whether a file is executable, by path, where the file system does not know; the others are as they lie there.
    package static func collect(
        from checkout: String, patterns: [String], modes: [String: Bool] = [:]
    ) throws -> EvaluatorFiles {
        guard !patterns.isEmpty else { return EvaluatorFiles([]) }
        let list = PatternList(patterns)
        let root = try HostFile.realPath(checkout)
        var files: [OverlayFile] = []
        try FolderWalk(root: root).visit { entry in
            if entry.name == ".git" { return .skip }
            guard entry.kind != .folder, list.matches(entry.path) else { return .enter }
            if var file = try overlayFile(at: entry.path, below: root) {
                file.executable = modes[entry.path] ?? file.executable
                files.append(file)
            }
            return .enter
        }
        return EvaluatorFiles(files)
    }

    private static func overlayFile(at path: String, below root: String) throws -> OverlayFile? {
        guard let real = try? HostFile.realPath(root + "/" + path), real.hasPrefix(root + "/") else {
            return nil
        }
        guard !real.dropFirst(root.count).split(separator: "/").contains(".git") else { return nil }
        guard let status = try HostFile.status(real), status.kind == .file else { return nil }
        let bytes = try ForeignFile.read(real, limit: longest).get()
        return OverlayFile(path: path, bytes: bytes, executable: status.isExecutable)
    }
}

/// A file that is laid over every slot: one of the evaluator's own.
package struct OverlayFile: Hashable, Sendable {
    /// Relative to the top of the checkout, `/` between parts.
    package var path: String
    package var bytes: [UInt8]
    package var executable: Bool

    package init(path: String, bytes: [UInt8], executable: Bool = false) {
        self.path = path
        self.bytes = bytes
        self.executable = executable
    }
}

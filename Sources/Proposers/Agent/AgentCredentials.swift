import FoundationEssentials

/// Copies of the user's files that an agent needs to be logged in, in its home while it runs.
///
/// Copies, since programs write to these files and to the folders that they are in. Symbolic links are followed at the path itself alone.
struct AgentCredentials: Sendable {
    /// Relative to the home.
    let paths: [String]
    /// The user's home; `nil` where the environment names none.
    let home: String?

    /// Puts in place what there is; what is not there is passed over, since an agent may be logged in by another way.
    func place(in privateHome: String) throws {
        guard let home else { return }
        for path in paths {
            let source = URL(filePath: home + "/" + path).resolvingSymlinksInPath().path
            guard FileManager.default.fileExists(atPath: source) else { continue }
            let target = privateHome + "/" + path
            let folder = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try FileManager.default.copyItem(atPath: source, toPath: target)
        }
    }
}

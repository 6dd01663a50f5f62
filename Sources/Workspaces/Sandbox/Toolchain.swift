import Platform

/// Finds executables, and the folders outside the system's own that a sandbox must show for the PATH to work in it.
struct Toolchain: Sendable {
    /// What a sandbox always shows.
    static let systemFolders = [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt", "/nix",
    ]

    private let hidden: [String]

    /// Nothing at or below `hidden`, and no folder that contains one of them, is ever shown.
    init(hidden: [String]) {
        self.hidden = hidden.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    }

    /// Returns where a command's executable lies; throws where there is none.
    func executable(_ word: String, directory: String, path: String) throws -> String {
        if word.hasPrefix("/") { return word }
        let candidates =
            word.contains("/")
            ? [directory + "/" + word]
            : path.split(separator: ":").filter { $0.hasPrefix("/") }.map { $0 + "/" + word }
        guard let found = candidates.first(where: { Self.isExecutableFile($0) }) else {
            throw WorkspaceError.executableNotFound(word)
        }
        return found
    }

    /// The folders to show read-only for the entries of a PATH.
    func folders(forPath path: String) -> [String] {
        var folders: [String] = []
        for entry in path.split(separator: ":").map(String.init) where entry.hasPrefix("/") {
            guard HostFile.exists(entry), let real = try? HostFile.realPath(entry) else { continue }
            for folder in [entry] + prefixFolders(of: entry) + prefixFolders(of: real) + [real] {
                guard isShown(folder), !folders.contains(folder) else { continue }
                folders.append(folder)
            }
        }
        return folders
    }

    /// What a program in `<prefix>/bin` reads beside it; never the whole prefix, which may be a home directory.
    private func prefixFolders(of entry: String) -> [String] {
        guard entry.hasSuffix("/bin") else { return [] }
        let prefix = entry.dropLast(4)
        var names = ["lib", "lib64", "libexec", "include"]
        if !prefix.hasSuffix("/.local") { names += ["share", "pyvenv.cfg"] }
        return names.map { prefix + "/" + $0 }.filter { HostFile.exists($0) }
    }

    private func isShown(_ folder: String) -> Bool {
        let isSystem = Self.systemFolders.contains { folder == $0 || folder.hasPrefix($0 + "/") }
        let isHidden = hidden.contains {
            folder == $0 || folder.hasPrefix($0 + "/") || $0.hasPrefix(folder + "/")
        }
        return !isSystem && !isHidden && folder != "/"
    }

    private static func isExecutableFile(_ path: String) -> Bool {
        HostFile.target(path)?.kind == .file && HostFile.isExecutable(path)
    }
}

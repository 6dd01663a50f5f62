import Platform

/// The folders outside the system's own that a sandbox must show for a PATH to work in it.
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
        let isHidden = hidden.contains {
            folder == $0 || folder.hasPrefix($0 + "/") || $0.hasPrefix(folder + "/")
        }
        return !Self.isSystem(folder) && !isHidden && folder != "/"
    }

    /// Whether a path is at or below what a sandbox always shows.
    static func isSystem(_ path: String) -> Bool {
        systemFolders.contains { path == $0 || path.hasPrefix($0 + "/") }
    }
}

import FoundationEssentials

/// The program with its manual and its completions, below a prefix such as `~/.local`.
///
/// A file that is there already is replaced whole, by renaming, so that a program that runs goes on.
struct Installation {
    let prefix: String

    /// Puts everything in place and returns the paths, in order.
    func install(program: String, version: String) throws -> [String] {
        let binary = prefix + "/bin/hone"
        try place(Data(contentsOf: URL(filePath: program)), at: binary, mode: 0o755)
        // `git hone` finds a program of this name.
        try link("hone", at: prefix + "/bin/git-hone")
        var paths = [binary, prefix + "/bin/git-hone"]
        for shell in ShellScript.Shell.allCases {
            paths.append(try write(ShellScript(shell: shell).text, at: shell.path))
        }
        for page in try Manual.whole().pages {
            let path = "share/man/man\(page.section)/\(page.name).\(page.section)"
            paths.append(try write(page.roff(version: version), at: path))
        }
        // What `git hone --help` asks for.
        try link("hone.1", at: prefix + "/share/man/man1/git-hone.1")
        return paths + [prefix + "/share/man/man1/git-hone.1"]
    }

    private func write(_ text: String, at path: String) throws -> String {
        try place(Data(text.utf8), at: prefix + "/" + path, mode: 0o644)
        return prefix + "/" + path
    }

    private func place(_ data: Data, at path: String, mode: Int) throws {
        try makeFolder(of: path)
        try data.write(to: URL(filePath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func link(_ target: String, at path: String) throws {
        try makeFolder(of: path)
        do {
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        } catch let error as CocoaError {
            guard error.code == .fileWriteFileExists else { throw error }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        }
    }

    private func makeFolder(of path: String) throws {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
}

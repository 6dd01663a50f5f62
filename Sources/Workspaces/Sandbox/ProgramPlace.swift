import Platform

/// Where a program and what it is run by really lie, for a sandbox to show.
///
/// A PATH shows the folders that it names; installers put a link there, to a program somewhere below the user's home.
package struct ProgramPlace: Sendable {
    /// Read-only; nothing that the system's own folders hold.
    package let binds: [Confinement.Bind]

    /// Finds a program by name or path; it has no place where it is not found.
    ///
    /// Nothing below `hidden` is shown, and no folder that contains one of these or the home: of a program that lies directly in such a folder its file
    /// alone is shown.
    package init(of program: String, path: String, home: String?, hidden: [String]) {
        let whole = hidden + (home.map { [$0] } ?? [])
        binds = Self.places(program, path).compactMap { file in
            let folder = Self.installation(of: file)
            let shown = whole.contains { Self.isSame($0, orBelow: folder) } ? file : folder
            let isSystem = Toolchain.systemFolders.contains { Self.isSame(shown, orBelow: $0) }
            let isHidden = hidden.contains { Self.isSame(shown, orBelow: $0) }
            return isSystem || isHidden ? nil : Confinement.Bind(shown, .readOnly)
        }
    }

    private static func isSame(_ path: String, orBelow folder: String) -> Bool {
        path == folder || path.hasPrefix(folder + "/")
    }

    /// The program's real file, and that of the interpreter that its first line names.
    private static func places(_ program: String, _ path: String) -> [String] {
        do {
            let found = try ProgramSearch(directory: "/", path: path).find(program)
            let file = try HostFile.realPath(found)
            guard let interpreter = try interpreter(of: file) else { return [file] }
            // A virtual environment is where its interpreter's link is, and lives on what that leads to.
            return [file, interpreter, try HostFile.realPath(interpreter)]
        } catch {
            return []
        }
    }

    private static func interpreter(of file: String) throws -> String? {
        let start = try HostFile.beginning(of: file, count: 256)
        guard start.starts(with: Array("#!".utf8)) else { return nil }
        let line = String(decoding: start.dropFirst(2).prefix { $0 != 10 }, as: UTF8.self)
        let word = line.split(separator: " ").first.map(String.init)
        return word.flatMap { $0.hasPrefix("/") && HostFile.exists($0) ? $0 : nil }
    }

    /// The folder that a program's parts lie in: the one above its `bin`, or its own.
    private static func installation(of file: String) -> String {
        let folder = parent(of: file)
        guard folder.hasSuffix("/bin") else { return folder }
        let prefix = parent(of: folder)
        let isPrefix = ["lib", "pyvenv.cfg"].contains { HostFile.exists(prefix + "/" + $0) }
        return isPrefix ? prefix : folder
    }

    private static func parent(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}

import Platform

/// Where programs lie for a command.
struct ProgramSearch: Sendable {
    /// What a path that is relative is relative to.
    let directory: String
    /// The folders in which a name is looked for, apart by colons; those that are relative are passed over.
    let path: String

    /// Returns where the program of a word lies; throws `WorkspaceError.executableNotFound` where there is none.
    func find(_ word: String) throws -> String {
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

    private static func isExecutableFile(_ path: String) -> Bool {
        HostFile.target(path)?.kind == .file && HostFile.isExecutable(path)
    }
}

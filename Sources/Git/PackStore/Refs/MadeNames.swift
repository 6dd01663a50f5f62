import Platform

/// The files and folders of a ref and its log that libgit2 is about to make, which it leaves to the umask.
struct MadeNames {
    private let access: FileAccess
    private let paths: [String]

    /// Looks which are missing, where that matters; costs nothing elsewhere.
    init(of ref: String, in context: GitContext) throws(GitError) {
        access = try context.fileAccess()
        let files = ["", "logs/"].map { context.commonDirectory + $0 + ref }
        paths = access.isShared ? files.flatMap { Self.missingFolders(above: $0) + [$0] } : []
    }

    /// Gives each that was made its mode.
    func settle() throws(GitError) {
        for path in paths where SmallFile.exists(path) { try SmallFile.settle(path, access) }
    }

    private static func missingFolders(above path: String) -> [String] {
        let folder = SmallFile.folder(of: path)
        return SmallFile.exists(folder) ? [] : missingFolders(above: folder) + [folder]
    }
}

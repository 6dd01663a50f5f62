import Clibgit2

/// Where a repository is and which format it has, found out without opening it.
struct RepositoryLocation {
    let gitDirectory: String

    init(discovering path: String) throws(GitError) {
        var buffer = Buffer()
        let status = git_repository_discover(&buffer.raw, path, 0, nil)
        guard try found(status, "find a repository at '\(path)'") else {
            throw GitError("find a repository", .notARepository, "there is none at '\(path)' or above it")
        }
        gitDirectory = buffer.string
    }

    private var commonDirectory: String {
        guard let bytes = try? SmallFile.read(gitDirectory + "commondir") else { return gitDirectory }
        let path = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
        return (path.hasPrefix("/") ? path : gitDirectory + path) + "/"
    }

    /// Throws for object names and ref storage that libgit2 cannot read, which it may report as anything.
    func requireSupportedFormat() throws(GitError) {
        var raw: OpaquePointer?
        let status = git_config_open_ondisk(&raw, commonDirectory + "config")
        guard try found(status, "read the repository's configuration") else { return }
        let configuration = Configuration(Handle(raw, freedBy: git_config_free))
        guard let version = try configuration.string("core.repositoryformatversion"), version != "0" else {
            return
        }
        if let names = try configuration.string("extensions.objectformat"), names.lowercased() != "sha1" {
            throw Self.unsupported(names.lowercased())
        }
        if let storage = try configuration.string("extensions.refstorage"), storage.lowercased() != "files" {
            throw Self.unsupported(
                storage.lowercased().split(separator: ":").first.map(String.init) ?? storage)
        }
    }

    private static func unsupported(_ format: String) -> GitError {
        GitError("open the repository", .unsupportedFormat(format), "its format '\(format)' is not supported")
    }
}

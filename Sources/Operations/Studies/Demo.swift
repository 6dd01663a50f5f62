import Git
import Platform
import StudyModel
import Templates
import Wiring
import Workspaces

/// The small repository that `hone demo` makes and optimizes.
package enum Demo {
    /// Makes the repository in a new folder, or in an empty one, and returns its path.
    package static func make(at folder: String?, surroundings: Surroundings) async throws -> String {
        let path =
            try folder.map { try emptyFolder($0, in: surroundings.directory) }
            ?? HostFile.makeFolder(startingWith: "/tmp/hone-demo-")
        for file in Templates.demo { try write(file, below: path) }
        try await GitInvocation(
            ["init", "--quiet", "--initial-branch=main"], inNewFolder: path,
            environment: surroundings.environment
        ).run()
        let git = UserGit(try GitContext(at: path, environment: surroundings.environment))
        try await giveIdentity(git)
        try await git.run(["add", "--all"])
        try await git.run(["commit", "--quiet", "--message", "A word count to speed up"])
        return path
    }

    /// On a fresh machine nobody has told git who makes the commits.
    private static func giveIdentity(_ git: UserGit) async throws {
        for (key, value) in [("user.name", "hone demo"), ("user.email", "demo@localhost")] {
            do {
                try await git.run(["config", key])
            } catch is Problem {
                try await git.run(["config", key, value])
            }
        }
    }

    private static func emptyFolder(_ folder: String, in directory: String) throws -> String {
        let path = folder.hasPrefix("/") ? folder : directory + "/" + folder
        if try HostFile.makeNewFolder(path) { return path }
        // Removing succeeds only for an empty folder.
        guard HostFile.removeEmptyFolder(path), try HostFile.makeNewFolder(path) else {
            throw Problem.study(.folderNotEmpty(path: path))
        }
        return path
    }

    private static func write(_ file: TemplateFile, below folder: String) throws {
        let path = folder + "/" + file.path
        try HostFile.makeFolder(HostFile.folder(of: path), mode: 0o777)
        try HostFile.writeNew(file.bytes, to: path, mode: file.executable ? 0o777 : 0o666)
    }
}

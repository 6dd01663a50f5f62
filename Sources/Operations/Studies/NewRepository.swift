import Git
import Platform
import StudyModel
import Templates
import Wiring
import Workspaces

/// A repository that hone makes of a template, in a folder of its own.
package enum NewRepository {
    /// The names of the studies that there are templates of.
    package static var templates: [String] { Templates.studies.map(\.name) }

    /// Makes the one of `hone demo`, and returns its path; in a temporary folder where none is named.
    package static func demo(at folder: String?, surroundings: Surroundings) async throws -> String {
        let path =
            try folder.map { try NewFolder.make($0, in: surroundings.directory) }
            ?? HostFile.makeFolder(startingWith: "/tmp/hone-demo-")
        _ = try await begin(
            at: path, with: Templates.demo, "A word count to speed up", surroundings: surroundings)
        return path
    }

    /// Makes one of a study, with a branch for each start, and returns its path.
    ///
    /// Throws where the folder holds something, and for a name that no template has.
    package static func study(_ name: String, at folder: String?, surroundings: Surroundings) async throws
        -> String
    {
        guard let template = Templates.studies.first(where: { $0.name == name }) else {
            throw Problem.study(.unknownTemplate(name, known: templates))
        }
        let path = try NewFolder.make(folder ?? name, in: surroundings.directory)
        let git = try await begin(
            at: path, with: template.files, template.summary, surroundings: surroundings)
        for start in template.starts {
            try await git.run(["checkout", "--quiet", "-b", start.branch, "main"])
            for file in start.files { try write(file, below: path) }
            try await commit(start.summary, git)
        }
        try await git.run(["checkout", "--quiet", "main"])
        return path
    }

    private static func begin(
        at path: String, with files: [TemplateFile], _ summary: String, surroundings: Surroundings
    ) async throws -> UserGit {
        for file in files { try write(file, below: path) }
        try await GitInvocation(
            ["init", "--quiet", "--initial-branch=main"], inNewFolder: path,
            environment: surroundings.environment
        ).run()
        let git = UserGit(try GitContext(at: path, environment: surroundings.environment))
        try await giveIdentity(git)
        try await commit(summary, git)
        return git
    }

    private static func commit(_ summary: String, _ git: UserGit) async throws {
        try await git.run(["add", "--all"])
        try await git.run(["commit", "--quiet", "--message", summary])
    }

    /// On a fresh machine nobody has told git who makes the commits.
    private static func giveIdentity(_ git: UserGit) async throws {
        for (key, value) in [("user.name", "hone"), ("user.email", "hone@localhost")] {
            do {
                try await git.run(["config", key])
            } catch is Problem {
                try await git.run(["config", key, value])
            }
        }
    }

    private static func write(_ file: TemplateFile, below folder: String) throws {
        let path = folder + "/" + file.path
        try HostFile.makeFolder(HostFile.folder(of: path), access: .umask)
        try HostFile.writeNew(file.bytes, to: path, access: file.executable ? .umask.executable : .umask)
    }
}

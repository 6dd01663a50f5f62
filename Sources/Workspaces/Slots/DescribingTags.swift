import Git

/// The tags that `git describe` names the base by: the nearest annotated one, and the nearest of any kind.
struct DescribingTags: Hashable, Sendable {
    var annotated: String?
    var light: String?

    static let none = DescribingTags()

    /// Asks git in the user's repository, which is only read.
    init(of commit: String, repository gitDirectory: String, path: String) async throws {
        let git = GitCommand(gitDirectory: gitDirectory, path: path)
        annotated = await Self.name(git, ["describe", "--abbrev=0", commit])
        light = await Self.name(git, ["describe", "--tags", "--abbrev=0", commit])
        if light == annotated { light = nil }
    }

    private init() {}

    /// The name, or `nil` where git knows none.
    private static func name(_ git: GitCommand, _ arguments: [String]) async -> String? {
        guard let output = try? await git.run(arguments), !output.isEmpty else { return nil }
        return String(decoding: output, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }
}

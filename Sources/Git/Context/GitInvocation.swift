/// A git process that is yet to be started; made by ``GitContext``, or for a folder that has no repository yet.
package struct GitInvocation: Hashable, Sendable {
    /// The program and its arguments.
    package let words: [String]
    /// The folder that it starts in.
    package let directory: String
    /// Its whole environment.
    package let environment: [String: String]

    init(_ arguments: [String], in directory: String, _ environment: [String: String]) {
        words = Self.words(arguments)
        self.directory = directory
        self.environment = environment
    }

    /// The user's git in a folder that is to become a repository, whatever repository the environment names.
    package init(_ arguments: [String], inNewFolder directory: String, environment: [String: String]) {
        self.init(arguments, in: directory, environment.filter { !Self.places.contains($0.key) })
    }

    /// The words that start git.
    package static func words(_ arguments: [String]) -> [String] { ["git"] + arguments }

    /// The variables that name a repository or a part of it: `git rev-parse --local-env-vars` without those that hold settings.
    static let places: Set<String> = [
        "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_INTERNAL_SUPER_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_GRAFT_FILE",
        "GIT_SHALLOW_FILE", "GIT_CONFIG", "GIT_NAMESPACE", "GIT_QUARANTINE_PATH",
    ]
}

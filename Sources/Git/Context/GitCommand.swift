/// git as hone itself uses it on files of a slot or a view: cut off from all configuration but what is given, hooks off.
package struct GitCommand: Sendable {
    /// The git directory; always one that hone has made and nothing else has written to since, or one that is only read.
    package let gitDirectory: String
    /// The working tree, where there is one.
    package var workTree: String?
    /// The index, instead of the git directory's own.
    package var index: String?
    /// Where objects are written, instead of in the git directory.
    private let objects: String?
    /// Objects that may be read beside the git directory's own.
    package var alternates: [String] = []
    /// Settings as `name=value`.
    package var settings: [String] = []
    /// The caller's PATH, for filters that the user has configured.
    private let path: String

    /// Makes a command for a git directory.
    package init(
        gitDirectory: String, workTree: String? = nil, index: String? = nil, objects: String? = nil,
        alternates: [String] = [], settings: [String] = [], path: String
    ) {
        self.gitDirectory = gitDirectory
        self.workTree = workTree
        self.index = index
        self.objects = objects
        self.alternates = alternates
        self.settings = settings
        self.path = path
    }

    /// The process, yet to be started; nothing of the caller's environment is in it.
    package func invocation(_ arguments: [String]) -> GitInvocation {
        let settings = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "gc.auto=0"] + settings
        return GitInvocation(
            settings.flatMap { ["-c", $0] } + arguments, in: workTree ?? gitDirectory, environment)
    }

    private var environment: [String: String] {
        var environment = [
            "PATH": path, "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "GIT_DIR": gitDirectory,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1",
        ]
        environment["GIT_WORK_TREE"] = workTree
        environment["GIT_INDEX_FILE"] = index
        environment["GIT_OBJECT_DIRECTORY"] = objects
        if !alternates.isEmpty {
            environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = AlternatePaths.text(alternates)
        }
        return environment
    }
}

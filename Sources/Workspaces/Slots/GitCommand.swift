/// Runs `git` for hone itself, cut off from all configuration but what is given, hooks off, for files of a slot or a view.
struct GitCommand: Sendable {
    /// The git directory; always one that hone has made and nothing else has written to since.
    let gitDirectory: String
    var workTree: String?
    var index: String?
    /// Where objects are written instead of the git directory.
    var objects: String?
    /// Objects that may be read beside the git directory's own.
    var alternates: [String] = []
    /// Settings as `name=value`.
    var settings: [String] = []
    /// The caller's PATH and HOME, for filters that the user has configured.
    let path: String

    /// Returns the output; throws `WorkspaceError.gitFailed` unless git exits with 0.
    @discardableResult
    func run(_ arguments: [String], input: [UInt8]? = nil) async throws -> [UInt8] {
        let settings = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "gc.auto=0"] + settings
        let result = try await ProcessGroup(
            words: ["git"] + settings.flatMap { ["-c", $0] } + arguments, directory: workTree ?? gitDirectory,
            environment: environment, timeout: .seconds(3600), input: input, outputLimit: Int(Int32.max)
        ).run()
        guard result.status == .exited(0) else {
            throw WorkspaceError.gitFailed(arguments: arguments, message: result.report.stderr.text)
        }
        return result.report.stdout.bytes
    }

    private var environment: [String: String] {
        var environment = [
            "PATH": path, "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "GIT_DIR": gitDirectory,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1",
        ]
        environment["GIT_WORK_TREE"] = workTree
        environment["GIT_INDEX_FILE"] = index
        environment["GIT_OBJECT_DIRECTORY"] = objects
        if !alternates.isEmpty {
            environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = alternates.joined(separator: ":")
        }
        return environment
    }
}

/// A repository as git's own commands see it: the machine's configuration is out of sight.
struct GitRepository {
    let path: String
    /// Settings as `name=value`, before each command.
    var settings: [String] = []

    private static let environment = [
        "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
        "LC_ALL": "C.UTF-8",
    ]

    /// One that is there.
    init(at path: String) { self.path = path }

    /// Makes an empty one with an author and without gc, which would run into the figures.
    init(making path: String) throws {
        self.path = path
        try Program(["git", "init", "-q", "-b", "main", path], environment: Self.environment).run()
        try git("config", "user.name", "Bench")
        try git("config", "user.email", "bench@example.com")
        try git("config", "gc.auto", "0")
    }

    /// Returns the output without its last line end.
    @discardableResult
    func git(_ words: String..., input: [UInt8]? = nil, index: String? = nil) throws -> String {
        try run(words, input: input, index: index)
    }

    func run(_ words: [String], input: [UInt8]? = nil, index: String? = nil) throws -> String {
        var environment = Self.environment
        environment["GIT_INDEX_FILE"] = index
        let all = ["git"] + settings.flatMap { ["-c", $0] } + words
        let output = try Program(all, folder: path, environment: environment).run(input: input).output
        return output.hasSuffix("\n") ? String(output.dropLast()) : output
    }

    /// How many packs and loose objects there are.
    func counts() throws -> (packs: Int, loose: Int, kilobytes: Int) {
        let lines = try git("count-objects", "-v").split(separator: "\n")
        func number(_ name: String) -> Int {
            lines.first { $0.hasPrefix(name + ": ") }.flatMap { Int($0.dropFirst(name.count + 2)) } ?? 0
        }
        return (number("packs"), number("count"), number("size-pack"))
    }
}

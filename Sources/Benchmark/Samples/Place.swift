import Glibc

/// A folder of the benchmark's own, with everything that it makes.
final class Place {
    let path: String
    /// Repositories with a run of so many steps, made when first asked for.
    private var runs: [Int: RunRepository] = [:]

    init(parent: String) throws {
        var template = Array((parent + "/hone-bench-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil, let real = realpath(template, nil) else {
            throw HostText.Failure(path: parent, code: errno)
        }
        defer { free(real) }
        path = String(cString: real)
        // Nothing of the machine's configuration: libgit2 reads HOME when it starts.
        setenv("HOME", path, 1)
        setenv("XDG_CONFIG_HOME", path, 1)
    }

    /// Returns a repository with a run of the real loop, which a process of its own has made.
    func run(steps: Int) throws -> RunRepository {
        if let known = runs[steps] { return known }
        let made = try RunRepository(steps: steps, at: "\(path)/run-\(steps)")
        runs[steps] = made
        return made
    }

    func remove() { _ = try? Program(["rm", "-rf", path]).run() }
}

import Clibgit2
import Glibc

/// A question that git answers at once: a process that is waited for, with nothing of this one but what it is given.
struct GitQuestion {
    /// What it wrote to standard output.
    let output: [UInt8]
    /// Its exit code, or 128 and the number of the signal that ended it.
    let status: Int32
    private let errors: [UInt8]

    /// Asks in a folder and an environment, whose `PATH` finds git.
    init(_ arguments: [String], in folder: String, _ environment: [String: String]) throws(GitError) {
        // Neither has an end at which git would wait for a reader.
        let output = try Answer()
        let errors = try Answer()
        // In words that do not depend on the user's language.
        let variables = environment.merging(["LC_ALL": "C"]) { $1 }.map { "\($0)=\($1)" }
        let words = GitInvocation.words(arguments)
        let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        var process: pid_t = 0
        var status: Int32 = ENOENT
        for place in path.split(separator: ":") where status == ENOENT || status == EACCES {
            status = Self.start("\(place)/git", words, variables, in: folder, output, errors, &process)
        }
        guard status == 0 else { throw GitError(systemCall: "start git", path: folder, errorNumber: status) }
        var ending: Int32 = 0
        while waitpid(process, &ending, 0) < 0 {
            guard errno == EINTR else { throw GitError(systemCall: "wait for git", path: folder) }
        }
        self.status = ending & 0x7f == 0 ? ending >> 8 & 0xff : 128 + ending & 0x7f
        self.output = try output.read()
        self.errors = try errors.read()
    }

    /// The lines of its output.
    var lines: [String] {
        String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Why git refused, in its own words: the line that begins with `fatal:`, and what it lists below that.
    var reason: String {
        let lines = String(decoding: errors, as: UTF8.self).split(separator: "\n")
        let start = "fatal: "
        guard let first = lines.firstIndex(where: { $0.hasPrefix(start) }) else {
            return lines.last.map(String.init) ?? "git ended with \(status)"
        }
        let listed = lines[(first + 1)...].prefix { $0.hasPrefix("\t") }.map { $0.dropFirst() }
        return ([lines[first].dropFirst(start.count)] + listed).joined(separator: " ")
    }

    private static func start(
        _ program: String, _ words: [String], _ variables: [String], in folder: String,
        _ output: borrowing Answer,
        _ errors: borrowing Answer, _ process: inout pid_t
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        shim_start_in(&actions, folder)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.descriptor, 2)
        return withCStrings(words) { arguments in
            withCStrings(variables) { posix_spawn(&process, program, &actions, nil, arguments, $0) }
        }
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }

    /// A file without a name, for one stream of the process.
    private struct Answer: ~Copyable {
        let descriptor: Int32

        init() throws(GitError) {
            descriptor = shim_memory_file("git")
            guard descriptor >= 0 else {
                throw GitError(systemCall: "make room for an answer", path: "memory")
            }
        }

        deinit { close(descriptor) }

        func read() throws(GitError) -> [UInt8] {
            let size = Int(lseek(descriptor, 0, SEEK_END))
            var got = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: max(0, size)) { buffer, filled in
                got = pread(descriptor, buffer.baseAddress, buffer.count, 0)
                filled = max(0, got)
            }
            guard got == size else { throw GitError(systemCall: "read an answer", path: "memory") }
            return bytes
        }
    }
}

import Glibc

/// A program that is started with nothing of the environment but PATH, and waited for.
struct Program {
    struct Failure: Error, CustomStringConvertible {
        let words: [String]
        let status: Int32
        var description: String { "`\(words.joined(separator: " "))` ended with \(status)" }
    }

    let words: [String]
    var folder = "/"
    var environment: [String: String] = [:]

    init(_ words: [String], folder: String = "/", environment: [String: String] = [:]) {
        self.words = words
        self.folder = folder
        self.environment = environment
    }

    /// What a program left: its output, and how much memory it took at most.
    struct Outcome {
        let output: String
        /// In KiB.
        let peakMemory: Int
    }

    /// Returns what it printed; `input` is what it reads. Throws unless it exits with 0.
    @discardableResult
    func run(input: [UInt8]? = nil) throws -> Outcome {
        // Files rather than pipes: nothing waits for a reader, and nothing stands between the program and its end.
        guard let inFile = tmpfile(), let outFile = tmpfile() else {
            throw HostText.Failure(path: words[0], code: errno)
        }
        defer {
            fclose(inFile)
            fclose(outFile)
        }
        if let input { fwrite(input, 1, input.count, inFile) }
        rewind(inFile)
        let usage = try wait(for: try spawn(fileno(inFile), fileno(outFile)))
        rewind(outFile)
        return Outcome(output: Self.text(of: outFile), peakMemory: usage.ru_maxrss)
    }

    private func spawn(_ input: Int32, _ output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        // There is one program at a time, and all paths of the benchmark are absolute.
        guard chdir(folder) == 0 else { throw HostText.Failure(path: folder, code: errno) }
        var all = environment
        all["PATH"] = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        var arguments = words.map { strdup($0) } + [nil]
        var variables = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in arguments + variables { free(word) } }
        var process: pid_t = 0
        let status = posix_spawnp(&process, words[0], &actions, nil, &arguments, &variables)
        guard status == 0 else { throw HostText.Failure(path: words[0], code: status) }
        return process
    }

    private func wait(for process: pid_t) throws -> rusage {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw HostText.Failure(path: words[0], code: errno) }
        }
        guard status == 0 else { throw Failure(words: words, status: status) }
        return usage
    }

    private static func text(of file: UnsafeMutablePointer<FILE>) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }
}

import Glibc

/// A program that is started with nothing of the environment but PATH, and waited for.
struct Program {
    struct Failure: Error, CustomStringConvertible {
        let words: [String]
        let outcome: Outcome
        var description: String {
            "`\(words.joined(separator: " "))` ended with \(outcome.status): \(outcome.errors)"
        }
    }

    let words: [String]
    var folder = "/"
    var environment: [String: String] = [:]

    init(_ words: [String], folder: String = "/", environment: [String: String] = [:]) {
        self.words = words
        self.folder = folder
        self.environment = environment
    }

    /// What a program left: how it ended, its output, and how much memory it took at most.
    struct Outcome {
        /// As `wait` tells it: 0 of one that exited with 0.
        let status: Int32
        let output: String
        let errors: String
        /// In KiB.
        let peakMemory: Int

        /// The number of the signal that ended it; `nil` of one that exited.
        var signal: Int32? { status & 0x7f == 0 ? nil : status & 0x7f }
        /// What it exited with.
        var code: Int32 { status >> 8 & 0xff }
    }

    /// Returns what it printed; `input` is what it reads. Throws unless it exits with 0.
    @discardableResult
    func run(input: [UInt8]? = nil) throws -> Outcome {
        let outcome = try finish(input: input)
        guard outcome.status == 0 else { throw Failure(words: words, outcome: outcome) }
        return outcome
    }

    /// Returns what it came to, however it ended.
    func finish(input: [UInt8]? = nil) throws -> Outcome {
        // Files rather than pipes: nothing waits for a reader, and nothing stands between the program and its end.
        guard let inFile = tmpfile(), let outFile = tmpfile(), let errorFile = tmpfile() else {
            throw HostText.Failure(path: words[0], code: errno)
        }
        defer {
            fclose(inFile)
            fclose(outFile)
            fclose(errorFile)
        }
        if let input { fwrite(input, 1, input.count, inFile) }
        rewind(inFile)
        let (status, usage) = try wait(
            for: try spawn(fileno(inFile), fileno(outFile), fileno(errorFile)))
        rewind(outFile)
        rewind(errorFile)
        return Outcome(
            status: status, output: Self.text(of: outFile), errors: Self.text(of: errorFile),
            peakMemory: usage.ru_maxrss)
    }

    private func spawn(_ input: Int32, _ output: Int32, _ errors: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
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

    private func wait(for process: pid_t) throws -> (Int32, rusage) {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw HostText.Failure(path: words[0], code: errno) }
        }
        return (status, usage)
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

    /// The `hone` that was built beside this program; `nil` where there is none.
    static var honeBesideThis: String? {
        guard let own = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(own) }
        let path = String(cString: own)
        let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        return access("\(folder)/hone", X_OK) == 0 ? "\(folder)/hone" : nil
    }
}

import Foundation
import Synchronization

/// A real git repository in a temporary folder, cut off from the machine's git configuration, with a fixed author
/// and a clock that ticks one second per commit.
package final class TemporaryRepository: Sendable {
    /// Holds the repository and, beside it, an empty home folder.
    package let directory: TemporaryDirectory
    /// The path of the working tree, or of the repository itself if it is bare.
    package let path: String
    private let clock = Mutex(1_700_000_000)

    /// The kinds of repositories that `git init` makes.
    package enum Layout: Sendable {
        /// With a working tree.
        case checkout
        /// Without one.
        case bare
    }

    /// Makes an empty repository whose branch is `main`.
    package init(_ layout: Layout = .checkout) throws {
        Self.isolateThisProcess
        directory = try TemporaryDirectory()
        path = directory.path + "/repository"
        try FileManager.default.createDirectory(
            atPath: directory.path + "/home", withIntermediateDirectories: true)
        let arguments = ["git", "init", "-q", "-b", "main"] + (layout == .bare ? ["--bare"] : []) + [path]
        _ = try TestProcess.run(arguments, in: directory.path, environment: environment)
        // What `git config` would write, without a process for each; maintenance would be one more after each commit.
        let config = path + (layout == .bare ? "/config" : "/.git/config")
        try (String(contentsOfFile: config, encoding: .utf8) + Self.settings).write(
            toFile: config, atomically: true, encoding: .utf8)
    }

    private static let settings = """
        [user]
        \tname = Test Author
        \temail = author@example.com
        [gc]
        \tauto = 0
        [maintenance]
        \tauto = false

        """

    /// The environment in which `git` runs: nothing of the machine's, dates as of now on this repository's clock.
    package var environment: [String: String] {
        let time = clock.withLock { $0 }
        return [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": directory.path + "/home", "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
            "GIT_AUTHOR_NAME": "Test Author", "GIT_AUTHOR_EMAIL": "author@example.com",
            "GIT_COMMITTER_NAME": "Test Author", "GIT_COMMITTER_EMAIL": "author@example.com",
            "GIT_AUTHOR_DATE": "\(time) +0000", "GIT_COMMITTER_DATE": "\(time) +0000",
        ]
    }

    /// Runs `git` in the repository and returns its output without the last line end; throws unless it exits with 0.
    @discardableResult
    package func git(_ arguments: String..., input: String? = nil) throws -> String {
        let result = try runGit(arguments, input: input)
        guard result.status == 0 else {
            throw TestProcess.Failure(
                description: "git \(arguments.joined(separator: " ")): \(result.status)\n\(result.errors)")
        }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }

    /// Runs `git` in the repository, whatever it exits with.
    package func runGit(_ arguments: [String], input: String? = nil) throws -> TestProcess {
        try TestProcess.run(["git"] + arguments, in: path, environment: environment, input: input)
    }

    /// Writes a file of the working tree.
    package func write(_ text: String, to name: String) throws {
        try directory.write(text, to: "repository/" + name)
    }

    /// Makes a hook of a shell script's lines.
    package func writeHook(_ name: String, _ lines: String) throws {
        try write("#!/bin/sh\n\(lines)\n", to: ".git/hooks/\(name)")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(path)/.git/hooks/\(name)")
    }

    /// Reads a file of the working tree.
    package func read(_ name: String) throws -> String {
        try directory.read("repository/" + name)
    }

    /// Commits everything in the working tree, a second later than before, and returns the commit's ID.
    @discardableResult
    package func commit(_ message: String = "change") throws -> String {
        clock.withLock { $0 += 1 }
        try git("add", "-A")
        try git("commit", "-q", "--allow-empty", "-m", message)
        return try git("rev-parse", "HEAD")
    }

    /// Writes the files, then commits everything, and returns the commit's ID.
    @discardableResult
    package func commit(_ message: String = "change", files: [String: String]) throws -> String {
        for (name, text) in files { try write(text, to: name) }
        return try commit(message)
    }

    /// Throws unless `git fsck --strict` finds nothing wrong; dangling objects are not wrong.
    package func requireSound() throws {
        let report = try git("fsck", "--strict", "--no-dangling", "--no-progress")
        guard report.isEmpty else { throw TestProcess.Failure(description: report) }
    }

    /// Points this process's own home at nothing, once: libgit2 reads git's user configuration from there when it
    /// starts.
    private static let isolateThisProcess: Void = {
        setenv("HOME", "/nonexistent", 1)
        setenv("XDG_CONFIG_HOME", "/nonexistent", 1)
    }()
}

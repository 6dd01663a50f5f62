import Foundation
import TestSupport

/// Another person's clone of a repository, on a machine of their own as far as `hone` can tell.
struct Clone {
    let path: String
    private let home: String

    /// Clones an address into a folder; only so many commits deep where that is given.
    init(of address: String, in folder: TemporaryDirectory, named name: String, depth: Int? = nil) throws {
        path = folder.path + "/" + name
        home = folder.path + "/" + name + "-home"
        try FileManager.default.createDirectory(atPath: home + "/home", withIntermediateDirectories: true)
        let cloned = try TestProcess.run(
            ["git", "clone", "-q"] + (depth.map { ["--depth", "\($0)"] } ?? []) + [address, path],
            in: folder.path,
            environment: HoneBinary.environment(home: home))
        guard cloned.status == 0 else { throw TestProcess.Failure(description: cloned.errors) }
        try git("config", "user.name", name)
        try git("config", "user.email", name + "@example.com")
    }

    /// Runs `hone`, throws unless it exits with 0, and returns what it printed.
    @discardableResult
    func hone(_ arguments: String...) throws -> String { try succeed([HoneBinary.path] + arguments) }

    @discardableResult
    func git(_ arguments: String...) throws -> String { try succeed(["git"] + arguments) }

    /// Runs `hone` whatever it exits with.
    func tryHone(_ arguments: String...) throws -> TestProcess {
        try TestProcess.run(
            [HoneBinary.path] + arguments, in: path, environment: HoneBinary.environment(home: home))
    }

    private func succeed(_ words: [String]) throws -> String {
        let result = try TestProcess.run(
            words, in: path, environment: HoneBinary.environment(home: home))
        guard result.status == 0 else {
            throw TestProcess.Failure(
                description:
                    "\(words.joined(separator: " ")): \(result.status)\n\(result.output)\(result.errors)")
        }
        return result.output
    }

    /// All that the clone has of runs, as git and hone tell it; equal for clones that have the same.
    func state() throws -> [String] {
        let refs = try git(
            "for-each-ref", "--format=%(refname) %(objectname)", "refs/hone/journal", "refs/heads/hone")
        let notes = try ["score", "feedback"].map { try git("rev-parse", "refs/notes/hone/\($0)^{tree}") }
        return [refs] + notes + [try hone("log", "--json"), try hone("log", "--graph")]
    }
}

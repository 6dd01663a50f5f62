import Foundation
import Operations
import Platform
import TestSupport

/// A repository with hone's hooks to be put in place, and a `hone` that says how it was called.
final class HookedRepository {
    let repository: TemporaryRepository
    var path: String { repository.path }
    private var program: String { repository.directory.path + "/hone" }

    /// Makes a repository with one commit.
    init() throws {
        repository = try TemporaryRepository()
        try repository.commit("Start", files: ["sort.c": "one\n"])
        try answer("exit 0")
    }

    /// Lets the `hone` that hooks call do this.
    func answer(_ script: String) throws {
        try repository.directory.write("#!/bin/sh\necho \"hone $*\" >&2\n\(script)\n", to: "hone")
        try makeExecutable(program)
    }

    @discardableResult
    func install(in folder: String? = nil) async throws -> HooksReport {
        try await hooks(of: folder).install(program: program)
    }

    @discardableResult
    func uninstall(in folder: String? = nil) async throws -> HooksReport {
        try await hooks(of: folder).uninstall()
    }

    func report() async throws -> HooksReport { try await hooks(of: nil).status() }

    /// Writes a hook of the user's.
    func writeHook(_ text: String, to name: String, in folder: String = ".git/hooks") throws {
        try repository.write(text, to: "\(folder)/\(name)")
        try makeExecutable("\(path)/\(folder)/\(name)")
    }

    /// Changes a file and commits it; returns what git and the hooks said.
    func tryCommit(_ options: String..., adding line: String = "more\n") throws -> TestProcess {
        try repository.write(try repository.read("sort.c") + line, to: "sort.c")
        return try repository.runGit(["commit", "-q", "-a", "-m", "change"] + options)
    }

    /// Every file of the folder of hooks, with its mode and content.
    func hooks(in folder: String = ".git/hooks") throws -> [String: String] {
        let top = path + "/" + folder
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: top) else { return [:] }
        let pairs = try names.map { name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(top)/\(name)")
            let mode = attributes[.posixPermissions] as? Int ?? 0
            let isLink = attributes[.type] as? FileAttributeType == .typeSymbolicLink
            let content =
                try isLink
                ? FileManager.default.destinationOfSymbolicLink(atPath: "\(top)/\(name)")
                : Data(contentsOf: URL(filePath: "\(top)/\(name)")).base64EncodedString()
            return (name, "\(mode) \(content)")
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func makeExecutable(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    private func hooks(of folder: String?) throws -> Hooks {
        try Workshop(
            Surroundings(
                environment: repository.environment, directory: folder ?? path, now: { 0 },
                monotonic: { 0 }, offsetMinutes: 0, version: "test")
        ).hooks
    }
}

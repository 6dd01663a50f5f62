import Foundation
import Git
import Platform
import StudyModel
import TestSupport

@testable import Workspaces

/// A repository with a base, and a folder for slots beside it.
final class SlotFixture {
    let repository: TemporaryRepository
    let slots: TemporaryDirectory
    private(set) var base: Subject

    /// Commits the files as the base.
    init(_ files: [String: String] = ["a.txt": "one\n", "src/b.c": "two\n"]) throws {
        repository = try TemporaryRepository()
        slots = try TemporaryDirectory()
        try repository.commit("the base", files: files)
        base = try Self.subject("HEAD", repository)
    }

    /// Commits changes on a branch of their own, as a candidate, and leaves the checkout at the base.
    func candidate(_ files: [String: String], removing: [String] = [], from: String = "main") throws
        -> Subject
    {
        try repository.git("checkout", "-q", "--detach", from)
        for path in removing { try repository.git("rm", "-rq", path) }
        try repository.commit("a candidate", files: files)
        let subject = try subject("HEAD")
        try repository.git("checkout", "-q", "main")
        return subject
    }

    func subject(_ revision: String) throws -> Subject { try Self.subject(revision, repository) }

    /// Takes what is committed now as the base.
    func rebase() throws { base = try subject("HEAD") }

    func pool(
        _ layout: SlotLayout = SlotLayout(), sandbox: Sandbox = .plain(.turnedOff)
    ) async throws -> SlotPool {
        var environment = repository.environment
        environment["GIT_CONFIG_GLOBAL"] = nil
        return try await SlotPool(
            root: slots.path + "/pool",
            repository: try Repository(GitContext(at: repository.path, environment: environment)), base: base,
            layout: layout, sandbox: sandbox, environment: environment)
    }

    private static func subject(_ revision: String, _ repository: TemporaryRepository) throws -> Subject {
        let commit = CommitID(text: try repository.git("rev-parse", revision))
        let tree = TreeID(text: try repository.git("rev-parse", revision + "^{tree}"))
        guard let commit, let tree else { throw WorkspaceError.missingObject(revision) }
        return Subject(commit: commit, tree: tree)
    }
}

extension Slot {
    /// Runs git in the slot, as a program there would.
    nonisolated func git(_ arguments: String...) throws -> TestProcess {
        let environment = [
            "PATH": environment["PATH"] ?? "/usr/bin:/bin", "HOME": site.home,
            "GIT_CEILING_DIRECTORIES": site.folder, "GIT_CONFIG_NOSYSTEM": "1",
        ]
        return try TestProcess.run(["git"] + arguments, in: path, environment: environment)
    }

    /// A file's text.
    nonisolated func text(_ name: String) throws -> String {
        try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }

    nonisolated func write(_ text: String, to name: String) throws {
        try ForeignFolder(path).write(Array(text.utf8), executable: false, at: name)
    }

    nonisolated func exists(_ name: String) -> Bool { (try? HostFile.status(path + "/" + name)) != nil }

    /// The inode and modification time of a file.
    nonisolated func identity(_ name: String) throws -> [String] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
        return ["\(attributes[.systemFileNumber] ?? "")", "\(attributes[.modificationDate] ?? "")"]
    }
}

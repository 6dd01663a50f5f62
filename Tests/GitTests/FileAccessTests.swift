import Foundation
import Platform
import TestSupport
import Testing

@testable import Git

/// The modes of what is made below the git directory, with git's own files as the measure.
struct FileAccessTests {
    static let values = ["umask", "false", "group", "true", "all", "world", "everybody", "0", "1", "2"]
    static let modes = ["0640", "0660", "0600", "0664", "0666", "0770", "640"]

    @Test(arguments: values + modes, ["022", "077"])
    func `each value gives what git gives`(value: String, umask: String) throws {
        let disk = try TemporaryRepository()
        try disk.git("config", "core.sharedRepository", value)
        let script = """
            umask \(umask); git commit -q --allow-empty -m x; git branch a/b; git repack -q -a
            stat -c %a .git/refs/heads/a/b .git/refs/heads/a .git/objects/pack/*.pack
            """
        let git = try TestProcess.run(
            ["sh", "-c", script], in: disk.path, environment: disk.environment)
        let expected = git.output.split(separator: "\n").map(String.init)
        let access = try GitContext(at: disk.path, environment: disk.environment).fileAccess()
        let mask = try #require(UInt32(umask, radix: 8))
        let ours = [
            access.mode(of: access.file & ~mask, isFolder: false),
            access.mode(of: access.folder & ~mask, isFolder: true),
            access.mode(of: access.readOnly.file & ~mask, isFolder: false),
        ]
        #expect(ours.map { String($0, radix: 8) } == expected)
    }

    @Test(arguments: ["0060", "07", "many", "0800"])
    func `what git refuses is refused`(value: String) throws {
        let disk = try TemporaryRepository()
        try disk.git("config", "core.sharedRepository", value)
        #expect(try disk.runGit(["branch", "x"]).status != 0)
        let context = try GitContext(at: disk.path, environment: disk.environment)
        let error = #expect(throws: GitError.self) { try context.fileAccess() }
        #expect(error?.code == .invalidSpec)
        #expect(error?.message.contains(value) == true)
    }

    @Test func `a repository of hone's own is not shared`() throws {
        let disk = try TemporaryRepository()
        try disk.git("config", "core.sharedRepository", "all")
        #expect(try !GitContext(ofOurs: disk.path + "/.git").fileAccess().isShared)
    }

    @Test(arguments: ["umask", "group", "0640"])
    func `refs, their folders and logs are made as git makes them`(value: String) async throws {
        let disk = try TemporaryRepository()
        let base = try disk.committed(["d/f": "0\n"])
        try disk.git("config", "core.sharedRepository", value)
        let repository = try Repository(GitContext(at: disk.path, environment: disk.environment))
        let names = ["refs/heads/x/y/z", "refs/notes/x/y/z", "refs/hone/journal/x/y"]
        var tip = base
        for _ in 0..<3 {
            let next = try await repository.stageChild(
                of: tip, [try await repository.stageText("\(tip)\n", at: "d/f")])
            let pack = try #require(try await repository.publish(syncing: .none))
            for name in names {
                try await repository.moveReference(
                    name, from: tip == base ? nil : tip, to: next, reflog: "x", by: someone)
            }
            try await repository.release(pack)
            tip = next
        }
        try disk.git("branch", "g/y/z", "HEAD")
        let own = try Modes(below: disk.path + "/.git/refs/heads/g", disk.path + "/.git/logs/refs/heads/g")
        let paths = ["refs/heads/x", "logs/refs/heads/x", "refs/notes/x", "logs/refs/notes/x", "refs/hone"]
        #expect(try Modes(below: paths.map { disk.path + "/.git/" + $0 }) == own)
        // Where a ref is deleted that git has packed, all packed refs are written anew.
        try disk.git("pack-refs", "--all")
        let packed = try Modes(below: disk.path + "/.git/packed-refs")
        try await repository.moveReference(names[0], from: tip, to: nil, reflog: "x")
        #expect(try Modes(below: disk.path + "/.git/packed-refs") == packed)
        try disk.requireSound()
    }
}

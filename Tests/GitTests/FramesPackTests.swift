import TestSupport
import Testing

@testable import Git

/// What several frames of a log hold, in one pack.
struct FramesPackTests {
    @Test func `many steps are one pack of short chains, which git reads`() async throws {
        let disk = try TemporaryRepository()
        var tip = try disk.committed(["d/f": String(repeating: "a line of text\n", count: 200)])
        let repository = try Repository(GitContext(at: disk.path, environment: [:]))
        let log = try WriteAheadLog(path: disk.directory.path + "/log", access: .umask)
        let first = tip
        for step in 1...100 {
            let text = String(repeating: "a line of text\n", count: 200) + "step \(step)\n"
            let commit = try await repository.stageChild(
                of: tip, [try await repository.stageText(text, at: "d/f")])
            #expect(try await repository.log(moveFrom: tip, to: commit, in: log, syncing: .none) != nil)
            tip = commit
        }
        let pack = try #require(try await repository.publish(syncing: .none))
        try await repository.moveReference("refs/heads/x", from: nil, to: tip, reflog: "x")
        try await repository.release(pack)
        #expect(pack.objectCount == 400)
        #expect(try disk.git("rev-list", "--count", "\(first)..x") == "100")
        try disk.requireSound()
        let listing = try disk.git("verify-pack", "-v", ".git/objects/pack/\(pack.name).idx")
        let chains = listing.split(separator: "\n").compactMap { line -> Int? in
            guard line.hasPrefix("chain length = ") else { return nil }
            return line.dropFirst("chain length = ".count).split(separator: ":").first.flatMap { Int($0) }
        }
        // Sixteen of one chain, and the beginnings of seven.
        #expect(try (16...22).contains(#require(chains.max())))
    }

    @Test func `the log gives what a process that is gone has put there`() async throws {
        let disk = try TemporaryRepository()
        let base = try disk.committed(["d/f": "0\n"])
        let path = disk.directory.path + "/log"
        let log = try WriteAheadLog(path: path, access: .umask)
        var tips = [base]
        do {
            let repository = try Repository(GitContext(at: disk.path, environment: [:]))
            for step in 1...3 {
                let commit = try await repository.stageChild(
                    of: tips[step - 1], [try await repository.stageText("\(step)\n", at: "d/f")])
                #expect(
                    try await repository.log(moveFrom: tips[step - 1], to: commit, in: log, syncing: .none)
                        != nil)
                tips.append(commit)
            }
        }
        let repository = try Repository(GitContext(at: disk.path, environment: [:]))
        #expect(try await repository.stageLog(at: path, from: tips[3]) == nil)
        #expect(try await repository.stageLog(at: disk.directory.path + "/none", from: base) == nil)
        #expect(try await repository.stageLog(at: path, from: tips[1]) == tips[3])
        #expect(try await repository.readCommit(tips[3]).parents == [tips[2]])
        #expect(try await repository.stageLog(at: path, from: base) == tips[3])
        #expect(try await repository.publish(syncing: .none)?.objectCount == 12)
    }
}

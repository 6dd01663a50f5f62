import TestSupport
import Testing

extension EndToEnd {
    /// A landing that is gone from its branch again is noticed wherever the run is looked at.
    struct LandedSinceTests {
        /// A run whose best is on `main`, as one commit where that is wanted.
        private static func landed(_ options: String...) throws -> UserRepository {
            let user = try UserRepository(.sum(steps: 4))
            try user.succeed("run")
            try user.repository.commit("meanwhile", files: ["other.txt": "mine\n"])
            try user.succeed(["land", "sum-1:best"] + options)
            return user
        }

        private static let views = [
            ["status"], ["log"], ["log", "--graph"], ["review"], ["review", "sum-1:best"],
        ]

        private struct Page: Decodable {
            struct Run: Decodable {
                struct Landing: Decodable {
                    let fate: String
                    let branch: String
                }
                let landings: [Landing]?
            }
            let runs: [Run]
        }

        private static func fates(_ user: UserRepository) throws -> [String] {
            try decode(user.succeed("status", "--json"), as: Page.self).runs[0].landings?.map(\.fate) ?? []
        }

        @Test func `a revert is said by every view until it is reverted itself`() throws {
            let user = try Self.landed()
            #expect(try Self.fates(user) == ["stands"])
            for view in Self.views { #expect(!(try user.succeed(view)).contains("was landed")) }
            try user.repository.git("revert", "--no-edit", "-m", "1", "HEAD")
            try user.repository.commit("later", files: ["third.txt": "x\n"])
            let by = try user.repository.git("rev-parse", "--short=7", "HEAD~1")
            for view in Self.views {
                let said = try user.succeed(view)
                #expect(said.contains("was landed on main as "), "\(view)")
                #expect(said.contains(", and reverted there by \(by) ("), "\(view)")
            }
            #expect(try Self.fates(user) == ["reverted"])
            let again = try user.hone("land", "sum-1:best")
            #expect(again.status == 1)
            #expect(again.errors.contains("Error: 'main' has this candidate already\nCaused by: sum-1:"))
            #expect(again.errors.contains("`git revert \(by)`"))
            try user.repository.git("revert", "--no-edit", "HEAD~1")
            #expect(try Self.fates(user) == ["stands"])
            for view in Self.views { #expect(!(try user.succeed(view)).contains("was landed")) }
        }

        @Test func `of a landing of several commits those are told that are reverted`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            try user.succeed("land", "sum-1:best")
            try user.repository.git("revert", "--no-edit", "HEAD")
            let all = try #require(Int(user.repository.git("rev-list", "--count", "HEAD"))) - 2
            #expect(all > 1)
            #expect(try Self.fates(user) == ["reverted-in-part"])
            #expect(
                try user.succeed("status").contains("and 1 of its \(all) commits was reverted there, by "))
        }

        @Test func `what was taken back by hand, and a branch that was put elsewhere, are seen by the files`()
            throws
        {
            let user = try Self.landed("--squash")
            let before = try user.repository.git("show", "HEAD~1:numbers.txt") + "\n"
            try user.repository.commit("Better not", files: ["numbers.txt": before])
            #expect(try Self.fates(user) == ["taken-back"])
            #expect(
                try user.succeed("status").contains("and what it changed is there as it was before"))
            try user.repository.git("reset", "-q", "--hard", "HEAD~2")
            #expect(try Self.fates(user) == ["left"])
            #expect(try user.succeed("log").contains("and main was put where it is not contained"))
        }

        @Test
        func
            `a branch that was rebased has what it had, one that is gone tells nothing, and an undo is no loss`()
            throws
        {
            let user = try Self.landed("--squash")
            try user.repository.git("commit", "-q", "--amend", "-m", "In other words")
            #expect(try Self.fates(user) == ["stands"])
            try user.repository.git("branch", "elsewhere", "HEAD~1")
            try user.succeed("land", "sum-1:best", "--onto", "elsewhere", "--squash")
            #expect(try Self.fates(user) == ["stands", "stands"])
            try user.repository.git("branch", "-D", "elsewhere")
            #expect(try Self.fates(user) == ["stands"])
            let other = try Self.landed()
            try other.succeed("undo")
            #expect(try Self.fates(other) == [])
        }

        @Test func `what a later candidate contains of it is said when that is landed`() throws {
            let user = try UserRepository(.sum(proposer: "kind: external"))
            try user.succeed("ask", "--new")
            for (index, last) in ["quinces 57", "quinces 2"].enumerated() {
                let words = "apples 3\\npears 31\\nplums 22\\nfigs 13\\n\(last)\\n"
                if index > 0 { try user.succeed("ask") }
                try user.succeed(
                    "tell", input: #"{"changes": [{"path": "numbers.txt", "content": "\#(words)"}]}"#)
                if index == 0 {
                    try user.succeed("land", "sum-1:1")
                    try user.repository.git("revert", "--no-edit", "HEAD")
                }
            }
            let said = try user.hone("land", "sum-1:2", "--unmeasured")
            #expect(
                said.output.contains("Note: sum-1:1 was landed on main as "), "\(said.output)\(said.errors)")
            #expect(said.output.contains("; git left that part out"))
        }
    }
}

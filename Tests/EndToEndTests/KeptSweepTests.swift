import Testing

extension EndToEnd {
    /// What is kept of a sweep: by one that is killed, deleted, or has a branch that a person moved.
    struct KeptSweepTests {
        private let pair = """
            sweep: pair
            vary: {search.strategy: [chain, best-of]}
            seeds: 2
            budget: {unit: steps, each: 2}
            """

        @Test func `a sweep that is killed goes on to the table of one that was never killed`() throws {
            let never = try UserRepository(.sum(), files: ["sweep.yaml": pair])
            try never.succeed("sweep")
            let expected = try never.succeed("sweep", "show", "--format", "csv")
            for place in [3, 40] {
                let victim = try UserRepository(.sum(), files: ["sweep.yaml": pair])
                var result = try victim.hone("sweep", failpoint: place)
                var kills = 0
                while result.status != 0, kills < 40 {
                    try #require(result.status == 128 + 9, "\(result.errors)")
                    kills += 1
                    let begun = try victim.hone("sweep", "show").status == 0
                    result = try victim.hone(begun ? ["sweep", "--resume"] : ["sweep"], failpoint: place)
                    // What is killed before a step is recorded comes no further by being killed there again.
                    if place < 40, begun { result = try victim.hone("sweep", "--resume") }
                }
                #expect(kills > 0 && result.status == 0)
                #expect(
                    try victim.succeed("sweep", "show", "--format", "csv") == expected, "killed at \(place)")
                try victim.repository.requireSound()
            }
        }

        @Test
        func `a race that is killed goes on to the decisions and the table of one that was never killed`()
            throws
        {
            let race = """
                sweep: race
                starts: {own: main, other: other, far: far}
                seeds: 4
                budget: {unit: steps, each: 1}
                race: {from: 3, again: 0.2}
                """
            func makeUser() throws -> UserRepository {
                let user = try UserRepository(.sum(), files: ["sweep.yaml": race])
                for (branch, more) in [("other", 4), ("far", 400_000)] {
                    try user.repository.git("checkout", "-q", "-b", branch, "main")
                    let numbers = [40, 31, 22, 13].map { "fruit \($0 + more)\n" }.joined()
                    try user.repository.commit(branch, files: ["numbers.txt": numbers])
                }
                try user.repository.git("checkout", "-q", "main")
                return user
            }
            let never = try makeUser()
            let told = try never.succeed("sweep")
            #expect(told.contains("cell 3 is dropped after 3 seeds"))
            #expect(
                told.contains("cells 1 and 2 are run again") || told.contains("cells 2 and 1 are run again"))
            let expected = try never.succeed("sweep", "show", "--format", "csv")
            #expect(expected.contains("after 3"))
            #expect(try never.sweep().cells.map(\.runs.count) == [4, 4, 3])
            let decisions = { (user: UserRepository) in
                try user.repository.git("log", "--format=%s", "--glob=refs/hone/journal/race/*")
            }
            let victim = try makeUser()
            var kills = 0
            for place in [150, 200, 120, 90, 60] {
                let begun = try victim.hone("sweep", "show").status == 0
                let result = try victim.hone(begun ? ["sweep", "--resume"] : ["sweep"], failpoint: place)
                kills += result.status == 128 + 9 ? 1 : 0
            }
            #expect(kills > 1)
            if try !victim.sweep().ended { try victim.succeed("sweep", "--resume") }
            #expect(try victim.succeed("sweep", "show", "--format", "csv") == expected)
            #expect(try decisions(victim) == decisions(never))
            try victim.repository.requireSound()
        }

        @Test func `the same sweep is not begun twice, and nothing is run to say so`() throws {
            let user = try UserRepository(.sum(), files: ["sweep.yaml": pair])
            let result = try user.hone("sweep", failpoint: 30)
            try #require(result.status == 128 + 9)
            let again = try user.hone("sweep")
            #expect(again.status == 64 && again.errors.contains("hone sweep --resume pair"))
        }

        @Test func `a deleted sweep comes back by one command`() throws {
            let user = try UserRepository(.sum(), files: ["sweep.yaml": pair])
            try user.succeed("sweep")
            let before = try user.succeed("sweep", "show", "--format", "csv")
            let refs = try user.repository.git("for-each-ref", "refs/heads/hone", "refs/hone/journal")
            try user.succeed("sweep", "delete", "pair")
            #expect(try user.repository.git("for-each-ref", "refs/heads/hone", "refs/hone/journal").isEmpty)
            let undone = try user.succeed("undo", "pair", "--json")
            #expect(undone.contains("\"sweep\": \"pair\""))
            #expect(try user.succeed("sweep", "show", "--format", "csv") == before)
            let names = { (refs: String) in refs.split(separator: "\n").map { $0.split(separator: "\t").last }
            }
            #expect(
                try names(user.repository.git("for-each-ref", "refs/heads/hone", "refs/hone/journal"))
                    == names(refs))
        }

        @Test func `where a person moved a sweep's branch it stays, whatever becomes of the sweep`() throws {
            let user = try UserRepository(.sum(), files: ["sweep.yaml": pair])
            try user.succeed("sweep")
            let own = try user.repository.git("rev-parse", "main")
            try user.repository.git("commit", "-q", "--allow-empty", "-m", "A person's")
            let theirs = try user.repository.git("rev-parse", "main")
            try #require(own != theirs)
            try user.repository.git("update-ref", "refs/heads/hone/pair/c2", theirs)
            try user.succeed("sweep", "--resume", "pair")
            try user.succeed("sweep", "delete", "pair")
            #expect(
                try user.repository.git("for-each-ref", "--format=%(refname)", "refs/heads/hone")
                    == "refs/heads/hone/pair/c2")
            try user.succeed("undo", "pair")
            #expect(try user.repository.git("rev-parse", "hone/pair/c2") == theirs)
        }
    }
}

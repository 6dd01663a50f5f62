import TestSupport
import Testing

extension EndToEnd {
    struct ConcurrentRunTests {
        @Test func `two runs at once in one repository are each what they are alone`() throws {
            let alone = try UserRepository(.sum(steps: 8))
            try alone.succeed("run")
            let expected = try alone.history().map(\.summary)

            let user = try UserRepository(
                .sum(steps: 8), files: ["other.yaml": Study.sum(named: "other", steps: 8).text])
            let first = try user.start("run")
            let second = try user.start("run", "--study", "other.yaml")
            for end in [try first.end(), try second.end()] { try #require(end.status == 0, "\(end.errors)") }
            #expect(try user.history("sum-1").map(\.summary) == expected)
            #expect(try user.history("other-1").count == expected.count)
            try user.repository.requireSound()
            // Both judged the base; their lines share its note.
            let note = try user.repository.git("notes", "--ref=hone/score", "show", "main")
            #expect(note.contains("\"sum-1\"") && note.contains("\"other-1\""))
        }

        @Test func `two runs of one study that start at once get names of their own`() throws {
            let user = try UserRepository(.sum(steps: 3))
            let starts = try (0..<3).map { _ in try user.start("run") }
            for start in starts {
                let end = try start.end()
                try #require(end.status == 0, "\(end.errors)")
            }
            #expect(Set(try user.runs().map(\.run)) == ["sum-1", "sum-2", "sum-3"])
            try user.repository.requireSound()
        }

        @Test func `a run that is being stepped is not stepped by a second process`() throws {
            let folder = try TemporaryDirectory()
            let began = try Doorbell(at: folder.path + "/began")
            let go = try Doorbell(at: folder.path + "/go")
            let study = Study.sum(
                steps: 2, command: "sh judge/wait.sh", evaluator: "  sandbox: {write: [\(folder.path)]}")
            let judge = """
                cmp -s numbers.txt judge/base.txt || { echo > \(began.path); read -r line < \(go.path); }
                sh judge/sum.sh
                """
            let user = try UserRepository(
                study, files: ["judge/wait.sh": judge, "judge/base.txt": study.files["numbers.txt"] ?? ""])
            let first = try user.start("run")
            try began.wait()
            #expect(try user.runs().first?.running == true)
            let second = try user.hone("run", "--resume")
            #expect(second.status == 1)
            #expect(second.errors.contains("Error: sum-1 is being stepped by another process"))
            go.ring()
            go.ring()
            #expect(try first.end().status == 0)
            #expect(try user.steps().map(\.step) == [0, 1, 2])
        }

        @Test func `commits, branches and a garbage collection of the user beside a run disturb neither`()
            throws
        {
            let user = try UserRepository(.sum(steps: 12))
            let run = try user.start("run")
            var mine: [String] = []
            for number in 1...10 {
                mine.append(try user.repository.commit("mine \(number)", files: ["mine.txt": "\(number)\n"]))
            }
            try user.repository.git("gc", "-q")
            let end = try run.end()
            try #require(end.status == 0, "\(end.errors)")
            #expect(
                try user.repository.git("rev-list", "-10", "--reverse", "main").split(separator: "\n").map(
                    String.init) == mine)
            let alone = try UserRepository(.sum(steps: 12))
            try alone.succeed("run")
            #expect(try user.history().map(\.summary) == alone.history().map(\.summary))
            try user.repository.requireSound()
        }
    }
}

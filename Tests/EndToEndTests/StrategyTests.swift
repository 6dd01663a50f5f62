import TestSupport
import Testing

extension EndToEnd {
    struct StrategyTests {
        private func user(steps: Int, _ search: String) throws -> UserRepository {
            let study = Study.sum(steps: steps)
            return try UserRepository(
                Study(text: study.text + "search: \(search)\n", files: study.files))
        }

        @Test func `a chain that gains nothing begins anew, and the run says which lineages ended`() throws {
            let user = try user(steps: 12, "{strategy: {chain: {restart: {after: 1}}}}")
            try user.succeed("run")
            let steps = try user.steps()
            let lineages = try #require(try user.runs().first).lineages
            #expect(lineages.count > 1 && Set(steps.map(\.lineage)) == Set(lineages.map(\.lineage)))
            let second = try #require(steps.first { $0.lineage == "b" })
            #expect(second.parent == steps.first { $0.step == 0 }?.candidate)
            let end = "ended: 1 step without a new best"
            #expect(try user.succeed("status").contains(end))
            #expect(try user.succeed("log").contains(/sum-1: lineages? a.* ended: 1 step without a new best/))
            #expect(lineages.filter { $0.ended == nil }.map(\.lineage) == [lineages.last?.lineage])
            let branches = try user.repository.git("branch", "--list", "hone/*", "--format=%(refname:short)")
            #expect(
                Set(branches.split(separator: "\n").map(String.init))
                    == Set(lineages.filter { $0.ended == nil }.map(\.branch) + ["hone/sum-1/best"]))
            try user.repository.requireSound()
        }

        @Test func `a start that changes what is not editable is refused before anything runs`() throws {
            let user = try user(steps: 3, "{strategy: {multistart: {starts: [other]}}}")
            try user.repository.git("checkout", "-q", "-b", "other")
            try user.repository.write("kept from all\n", to: "notes.txt")
            try user.repository.commit("Out of scope")
            try user.repository.git("checkout", "-q", "main")
            for command in ["check", "run"] {
                let refused = try user.hone(command)
                #expect(refused.status == 1)
                #expect(refused.errors.contains("No lineage can begin from 'other'"))
                #expect(refused.errors.contains("'notes.txt', which is not editable"))
            }
        }

        @Test func `best-of proposes in levels, and goes on where it stopped`() throws {
            let search = "{strategy: {best-of: {depth: 3, proposals: 3}}, round: 2}"
            let user = try user(steps: 9, search)
            try user.succeed("run")
            let steps = try user.steps()
            let scored = steps.filter { $0.candidate != nil }
            #expect(steps.dropFirst().allSatisfy { ($0.score == nil) == ($0.verdict != "accepted") })
            for level in 0..<3 {
                let known = scored.filter { $0.step <= 3 * level }
                let best = known.filter { $0.score != nil }.min { ($0.score ?? 0) < ($1.score ?? 0) }
                let own = steps.filter { (3 * level + 1...3 * level + 3).contains($0.step) }
                #expect(own.count == 3 && own.allSatisfy { $0.parent == best?.candidate })
            }
            let other = try self.user(steps: 9, search)
            try other.succeed("run", "--steps", "3")
            try other.succeed("run", "--resume", "--steps", "9")
            #expect(try other.history() == user.history())
            try user.repository.requireSound()
        }

        @Test func `what two candidates changed is brought together, and goes on where it stopped`() throws {
            let search = "{strategy: {evolve: {archive: 6, merge: 2}}}"
            // Lines that lie apart are changed without a conflict.
            let apart = { (steps: Int) in
                let study = Study.sum(steps: steps, seed: 3)
                let numbers = study.files["numbers.txt"]?.replacing("\n", with: "\n\n\n\n") ?? ""
                return try UserRepository(
                    Study(text: study.text + "search: \(search)\n", files: study.files),
                    files: ["numbers.txt": numbers])
            }
            let user = try apart(10)
            try user.succeed("run")
            let merges = try user.repository.git(
                "log", "--merges", "--all", "--format=%s", "--grep=Hone-Proposer: merge")
            #expect(merges.hasPrefix("Merge step "))
            let other = try apart(10)
            try other.succeed("run", "--steps", "5")
            try other.succeed("run", "--resume", "--steps", "10")
            #expect(try other.history() == user.history())
            try user.repository.requireSound()
        }

        @Test(arguments: ["chain", "beam", "evolve"])
        func `whatever runs at once, what is measured exclusively is alone, and the run is the same`(
            strategy: String
        ) throws {
            let play = { (width: Int) in
                // A second one would find the first one's folder.
                let alone = "mkdir $PLACE/one || exit 3; sleep 0.02; sh judge/sum.sh; rmdir $PLACE/one"
                let study = Study.sum(
                    steps: 8, command: alone,
                    evaluator: "  secrets: [PLACE]\n  measure: {exclusive: true}\n  sandbox: {mode: \"off\"}")
                let text = study.text + "search: {strategy: \(strategy), round: 4}\n"
                let user = try UserRepository(Study(text: text, files: study.files))
                // Not committed: the trees are those of the candidates' files.
                try user.repository.write(text + "parallel: {evaluate: \(width)}\n", to: "hone.yaml")
                user.variables["PLACE"] = user.surroundings
                try user.succeed("run")
                return try user.history()
            }
            let one = try play(1)
            #expect(one.contains { $0.outcome == "scored" })
            let wide = try [play(2), play(4)]
            #expect(wide == [one, one])
        }

        @Test func `a choice among lineages that is killed again and again is one of eight whole repeats`()
            throws
        {
            let study = Study.sum(steps: 3, evaluator: "  measure: {repeats: 2, confirm: 2}")
            let text =
                study.text.replacing("  deterministic: true\n", with: "")
                + "search: {strategy: {multistart: {lineages: 2, allocation: equal}}, accept: {rule: always}}\n"
            let user = try UserRepository(Study(text: text, files: study.files))
            var kills = 0
            while kills < 100 {
                let words = try user.runs().isEmpty ? ["run"] : ["run", "--resume"]
                let result = try user.hone(words, failpoint: 17)
                if result.status == 0 { break }
                try #require(result.status == 128 + 9, "\(result.errors)")
                kills += 1
            }
            #expect(kills > 2)
            let choices = try user.repository.git(
                "log", "--all", "--grep=in one sitting: step", "--format=%H", "--first-parent")
            let trials = try user.repository.git("show", choices + ":events/compared/trials.jsonl")
            let lines = trials.split(separator: "\n")
            #expect(Set(lines.map { $0.prefix { $0 != "m" } }).count == lines.count)
            #expect(lines.count >= 24 && lines.count { $0.contains(#""repeat":7"#) } * 8 == lines.count)
            #expect(try user.succeed("log", "--operations").contains("in one sitting: step"))
            try user.repository.requireSound()
        }

        @Test func `a strategy that goes by examples says what it does without any`() throws {
            let check = try user(steps: 1, "{strategy: pareto}").succeed("check")
            #expect(
                check.contains(
                    "pareto goes by single examples or several objectives and the study has neither"))
        }

        @Test func `a strategy that there is not is told with those that there are`() throws {
            let check = try user(steps: 1, "{strategy: stairs}").hone("check")
            #expect(check.status != 0)
            #expect(check.errors.contains("'search.strategy' must be auto, chain, best-of, "))
            #expect(check.errors.contains("not \"stairs\""))
        }
    }
}

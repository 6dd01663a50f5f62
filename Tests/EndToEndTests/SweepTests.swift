import Foundation
import Testing

extension EndToEnd {
    /// `hone sweep`: cells over seeds, killed, failed, deleted and shown.
    struct SweepTests {
        private struct Report: Decodable {
            struct Cell: Decodable {
                struct Point: Decodable {
                    let steps: Int
                    let best: Double?
                }

                struct Run: Decodable {
                    let curve: [Point]?
                    let run: String
                    let seed: String
                    let state: String
                    let figure: Double?
                    let reason: String?
                }

                let cell: Int
                let runs: [Run]
                let mean: Double?
                let se: Double?
            }

            struct Comparison: Decodable {
                let cell: Int
                let with: Int
                let n: Int
                let estimate: Double
                let low: Double
                let high: Double
                let p: Double
                let holm: Double
            }

            let sweep: String
            let ended: Bool
            let cells: [Cell]
            let comparisons: [Comparison]
            let chosen: Int?
        }

        private func report(_ user: UserRepository, _ name: String...) throws -> Report {
            let decoder = JSONDecoder()
            return try decoder.decode(
                Report.self, from: Data(try user.succeed(["sweep", "show"] + name + ["--json"]).utf8))
        }

        private let grid = """
            sweep: grid
            vary:
              search.accept.rule: [better, always]
              search.strategy: [chain, best-of]
            seeds: 3
            budget: {unit: steps, each: 3}
            """

        @Test func `cells are compared over the seeds that they share`() throws {
            let user = try UserRepository(.sum(), files: ["sweep.yaml": grid])
            let text = try user.succeed("sweep")
            #expect(text.contains("4 cells × 3 seeds = 12 runs of 3 steps"))
            let report = try report(user)
            #expect(report.ended && report.cells.count == 4)
            for cell in report.cells {
                #expect(cell.runs.map(\.state) == Array(repeating: "finished", count: 3))
                for run in cell.runs {
                    // What the sweep says of a run is what the run says of itself.
                    let accepted = try user.steps(run.run).filter { $0.verdict == "accepted" || $0.step == 0 }
                    #expect(run.figure == accepted.compactMap(\.score).min())
                    #expect(run.curve?.map(\.steps) == [0, 1, 2, 3] && run.curve?.last?.best == run.figure)
                }
            }
            let reference = try report.cells[0].runs.map { try #require($0.figure) }
            try #require(report.comparisons.map(\.cell) == [2, 3, 4])
            for comparison in report.comparisons {
                let figures = try report.cells[comparison.cell - 1].runs.map { try #require($0.figure) }
                // The sum is made small, so what is smaller is better.
                let differences = zip(reference, figures).map { $0 - $1 }
                let mean = differences.reduce(0, +) / 3
                let spread = (differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2).squareRoot()
                // Student's t of two degrees leaves 2.5 % beyond 4.302653.
                let reach = 4.302653 * spread / 3.0.squareRoot()
                #expect(abs(comparison.estimate - mean) < 1e-9 && comparison.with == 1 && comparison.n == 3)
                #expect(abs(comparison.low - (mean - reach)) < 1e-4 * max(1, reach))
                #expect(abs(comparison.high - (mean + reach)) < 1e-4 * max(1, reach))
                #expect(comparison.holm >= comparison.p)
            }
            // One namespace, and none of the runs' own.
            let branches = try user.repository.git(
                "for-each-ref", "--format=%(refname:short)", "refs/heads/hone")
            #expect(
                Set(branches.split(separator: "\n")) == [
                    "hone/grid/best", "hone/grid/c1", "hone/grid/c2", "hone/grid/c3", "hone/grid/c4",
                ])
            #expect(try user.succeed("status").split(separator: "\n").count == 1)
        }

        @Test func `a sweep that is killed goes on to the table of one that was never killed`() throws {
            let grid = """
                vary: {search.strategy: [chain, best-of]}
                seeds: 2
                budget: {unit: steps, each: 2}
                """
            let never = try UserRepository(.sum(), files: ["sweep.yaml": grid])
            try never.succeed("sweep")
            let expected = try never.succeed("sweep", "show", "--format", "csv")
            for place in [3, 40] {
                let victim = try UserRepository(.sum(), files: ["sweep.yaml": grid])
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
            #expect(try report(never).cells.map(\.runs.count) == [4, 4, 3])
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
            if try !report(victim).ended { try victim.succeed("sweep", "--resume") }
            #expect(try victim.succeed("sweep", "show", "--format", "csv") == expected)
            #expect(try decisions(victim) == decisions(never))
            try victim.repository.requireSound()
        }

        @Test func `cells that run at once come to the table of those that run one after the other`() throws {
            let tables = try [1, 3].map { width in
                let user = try UserRepository(
                    .sum(),
                    files: ["sweep.yaml": grid + "\nbaselines: [base, best-of]\nparallel: {cells: \(width)}"])
                try user.succeed("sweep")
                try user.repository.requireSound()
                return try user.succeed("sweep", "show", "--format", "csv")
            }
            #expect(tables[0] == tables[1] && tables[0].contains("best-of"))
        }

        @Test func `cells whose figures are times do not run at once, which is told with the reason`() throws
        {
            let study = Study.sum()
            let noisy = Study(
                text: study.text.replacing("  deterministic: true\n", with: ""), files: study.files)
            let user = try UserRepository(noisy, files: ["sweep.yaml": grid + "\nparallel: {cells: 2}"])
            let result = try user.hone("sweep")
            #expect(result.status == 64 && result.errors.contains("taken for a time"))
        }

        private struct Shown: Decodable {
            struct Run: Decodable { let spent: Spent }
            struct Spent: Decodable {
                let steps: Int
                let trials: Int
            }
            struct Cell: Decodable { let runs: [Run] }
            struct Baseline: Decodable {
                let baseline: String
                let runs: [Run]?
            }

            let cells: [Cell]
            let baselines: [Baseline]
        }

        @Test func `a row beside the cells has as many trials or proposals as the first cell's run`() throws {
            let sweep = """
                sweep: rows
                vary: {search.accept.rule: [higher, always]}
                seeds: 2
                budget: {unit: updates, each: 3}
                baselines: [base, constant, best-of, mutation]
                """
            let cases = (1...24).map { number in
                #"{"id": "\#(number)", "x": \#(number), "answer": "\#(number % 3 == 0 ? "no" : "yes")"}"#
            }.joined(separator: "\n")
            let judge = """
                import json, os

                factor = int(float(open("factor.txt").read()))
                with open(os.environ["HONE_RESULTS"], "w") as results:
                    for line in open(os.environ["HONE_EXAMPLES"]):
                        case = json.loads(line)
                        said = "yes" if (case["x"] + factor) % 4 > 1 else "no"
                        right = int(said == case["answer"])
                        results.write(json.dumps({"id": case["id"], "score": right}) + "\\n")
                """
            let study = Study.product(
                examples: "file: cases.jsonl, expected: answer, split: {train: 8, validation: 6, test: 10}",
                files: ["cases.jsonl": cases, "judge.py": judge])
            let user = try UserRepository(study, files: ["sweep.yaml": sweep])
            let text = try user.succeed("sweep").split { $0.isWhitespace }.joined(separator: " ")
            #expect(text.contains("as many proposals from the base as cell 1 makes, 2 more runs"))
            let shown = try JSONDecoder().decode(
                Shown.self, from: Data(try user.succeed("sweep", "show", "--json").utf8))
            let first = try #require(shown.cells.first?.runs)
            let bestOf = try #require(shown.baselines.first { $0.baseline == "best-of" }?.runs)
            let mutation = try #require(shown.baselines.first { $0.baseline == "mutation" }?.runs)
            #expect(bestOf.map(\.spent.steps) == first.map(\.spent.steps) && first.count == 2)
            #expect(mutation.count == first.count)
            for (own, cell) in zip(mutation, first) {
                // The step in flight is finished, with all of validation where it is accepted.
                #expect(own.spent.trials <= cell.spent.trials + 6 && own.spent.steps > 0)
            }
            let table = try user.succeed("sweep", "show", "--format", "csv").split(separator: "\n")
            #expect(
                table.map { $0.prefix { $0 != "," } } == [
                    "cell", "1", "2", "base", "constant", "best-of", "mutation",
                ])
            #expect(text.contains("constant: 'yes' to every example, where the expected answer has 1"))
            let share = try #require(Double(table[4].split(separator: ",")[3]))
            #expect((0.5...1).contains(share) && abs(share * 6 - (share * 6).rounded()) < 0.01)
        }

        @Test func `where a winner was not run on a whole split its row says what to set`() throws {
            let study = Study.product(
                search: "select: last", files: ["cases.jsonl": Study.cases()])
            let user = try UserRepository(study)
            let words = ["sweep", "-m", "search.accept.rule=higher,always", "--seeds", "1"]
            let text = try user.succeed(words).split { $0.isWhitespace }.joined(separator: " ")
            #expect(text.contains("cell 1: its winner is never run on all of a split"))
            #expect(text.contains("Missing: 2 of 2 runs") && text.contains("with `search.select: train`"))
            #expect(try report(user).cells.allSatisfy { $0.mean == nil })
        }

        @Test
        func `a cell that fails is missing with its reason, keeps no other from running, and is tried again`()
            throws
        {
            let user = try UserRepository(.sum())
            // Of a sum that ends in 7 the judge makes no score.
            try user.repository.git("branch", "fine")
            try user.repository.git("checkout", "-q", "-b", "broken")
            try user.repository.commit("Break", files: ["numbers.txt": "apples 7\n"])
            let result = try user.hone("sweep", "-m", "artifact.base=fine,broken", "--seeds", "2")
            #expect(result.status == 0 && result.output.contains("Missing: 2 of 4 runs"))
            let found = try report(user)
            #expect(found.cells[0].runs.allSatisfy { $0.state == "finished" } && found.cells[0].mean != nil)
            #expect(found.cells[1].runs.allSatisfy { $0.state == "failed" && $0.figure == nil })
            #expect(found.cells[1].mean == nil && found.comparisons.isEmpty && found.chosen == nil)
            #expect(found.cells[1].runs[0].reason?.contains("exited with 9") == true)
            let again = try user.succeed("sweep", "--resume")
            #expect(again.contains("cell 2 seed 1: failed") && !again.contains("cell 1 seed 1: sum"))
        }

        @Test
        func `where every winner is tested, cells are compared by the sealed examples, which chose nothing`()
            throws
        {
            struct Tested: Decodable {
                struct Cell: Decodable {
                    struct Run: Decodable {
                        let figure: Double
                        let test: Double
                        let baseTest: Double
                    }

                    let runs: [Run]
                }

                let compared: String
                let baseTest: Double
                let cells: [Cell]
                let comparisons: [Report.Comparison]
            }
            let sweep = """
                sweep: batches
                vary: {batch.size: [1, 4]}
                set: {search.accept.rule: always}
                seeds: 2
                budget: {unit: updates, each: 3}
                test: all
                """
            let study = Study.product(
                examples: "file: cases.jsonl, split: {train: 8, validation: 6, test: 10}",
                files: ["cases.jsonl": Study.cases(8...31)])
            let user = try UserRepository(study, files: ["sweep.yaml": sweep])
            let text = try user.succeed("sweep").split { $0.isWhitespace }.joined(separator: " ")
            #expect(
                text.contains("where 10 examples are scored right or wrong")
                    && text.contains("by the sealed test"))
            #expect(text.contains("no difference is found, however large"))
            #expect(text.contains("; the base has 0, and 0 on the sealed test"))
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let report = try decoder.decode(
                Tested.self, from: Data(try user.succeed("sweep", "show", "--json").utf8))
            let tests = report.cells.map { $0.runs.map(\.test) }
            let differences = zip(tests[0], tests[1]).map { $0 - $1 }
            #expect(report.compared == "score on test")
            #expect(abs(report.comparisons[0].estimate - differences.reduce(0, +) / 2) < 1e-9)
            #expect(report.cells.flatMap(\.runs).allSatisfy { $0.baseTest == report.baseTest })
        }

        @Test func `no further seed is begun once the limit is reached`() throws {
            let user = try UserRepository(.sum(), files: ["sweep.yaml": grid + "\nlimit: {time: 1ms}"])
            let text = try user.succeed("sweep")
            #expect(
                text.contains("The limit was reached after 1 of 3 seeds") && text.contains("Missing: none"))
            let report = try report(user)
            #expect(report.ended && report.cells.allSatisfy { $0.runs.count == 1 })
        }

        @Test func `a deleted sweep comes back by one command`() throws {
            let user = try UserRepository(.sum(), files: ["sweep.yaml": grid])
            try user.succeed("sweep")
            let before = try user.succeed("sweep", "show", "--format", "csv")
            let refs = try user.repository.git("for-each-ref", "refs/heads/hone", "refs/hone/journal")
            try user.succeed("sweep", "delete", "grid")
            #expect(try user.repository.git("for-each-ref", "refs/heads/hone", "refs/hone/journal").isEmpty)
            let undone = try user.succeed("undo", "grid", "--json")
            #expect(undone.contains("\"sweep\": \"grid\""))
            #expect(try user.succeed("sweep", "show", "--format", "csv") == before)
            let names = { (refs: String) in refs.split(separator: "\n").map { $0.split(separator: "\t").last }
            }
            #expect(
                try names(user.repository.git("for-each-ref", "refs/heads/hone", "refs/hone/journal"))
                    == names(refs))
        }

        @Test func `where a person moved a sweep's branch it stays, whatever becomes of the sweep`() throws {
            let user = try UserRepository(.sum(), files: ["sweep.yaml": grid])
            try user.succeed("sweep")
            let own = try user.repository.git("rev-parse", "main")
            try user.repository.git("commit", "-q", "--allow-empty", "-m", "A person's")
            let theirs = try user.repository.git("rev-parse", "main")
            try #require(own != theirs)
            try user.repository.git("update-ref", "refs/heads/hone/grid/c2", theirs)
            try user.succeed("sweep", "--resume", "grid")
            try user.succeed("sweep", "delete", "grid")
            #expect(
                try user.repository.git("for-each-ref", "--format=%(refname)", "refs/heads/hone")
                    == "refs/heads/hone/grid/c2")
            try user.succeed("undo", "grid")
            #expect(try user.repository.git("rev-parse", "hone/grid/c2") == theirs)
        }

        @Test func `cells that begin at other commits are runs from those`() throws {
            let user = try UserRepository(.sum())
            try user.repository.git("branch", "one")
            let one = try user.repository.git("rev-parse", "one")
            let two = try user.repository.commit("Other", files: ["numbers.txt": "apples 5\npears 6\n"])
            let sweep = """
                sweep: starts
                starts: {old: one, new: {base: main}}
                seeds: 2
                budget: {unit: steps, each: 1}
                """
            try user.repository.write(sweep, to: "starts.yaml")
            try user.succeed("sweep", "starts.yaml")
            for (cell, base) in [(1, one), (2, two)] {
                let first = try #require(try user.steps("starts-c\(cell)-s1").last { $0.step == 0 })
                #expect(first.candidate == base)
            }
        }

        @Test func `the same sweep is not begun twice, and nothing is run to say so`() throws {
            let user = try UserRepository(.sum(), files: ["sweep.yaml": grid])
            let result = try user.hone("sweep", failpoint: 30)
            try #require(result.status == 128 + 9)
            let again = try user.hone("sweep")
            #expect(again.status == 64 && again.errors.contains("hone sweep --resume grid"))
        }

        @Test func `what a level sets wrong is told with its place in the sweep's file`() throws {
            let sweep = "vary:\n  search.accept.rule:\n    - better\n    - worse\n"
            let user = try UserRepository(.sum(), files: ["sweep.yaml": sweep])
            let result = try user.hone("sweep")
            #expect(result.status == 1)
            #expect(result.errors.contains("line 4, column 7 of sweep.yaml"))
        }
    }
}

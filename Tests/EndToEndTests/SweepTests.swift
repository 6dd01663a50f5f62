import Testing

extension EndToEnd {
    /// `hone sweep`: cells over seeds, compared, failed, limited.
    struct SweepTests {
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
            let report = try user.sweep()
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
                // None of the three stands by Holm's method: Student's t of two degrees leaves a sixth of 5 % beyond 7.648804.
                let reach = 7.648804 * spread / 3.0.squareRoot()
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

        @Test func `cells that run at once come to the table of those that run one after the other`() throws {
            let two = grid.replacing("seeds: 3", with: "seeds: 2")
            let tables = try [1, 3].map { width in
                let user = try UserRepository(
                    .sum(),
                    files: ["sweep.yaml": two + "\nbaselines: [base, best-of]\nparallel: {cells: \(width)}"])
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
            let found = try user.sweep()
            #expect(found.cells[0].runs.allSatisfy { $0.state == "finished" } && found.cells[0].mean != nil)
            #expect(found.cells[1].runs.allSatisfy { $0.state == "failed" && $0.figure == nil })
            #expect(found.cells[1].mean == nil && found.comparisons.isEmpty && found.chosen == nil)
            #expect(found.cells[1].runs[0].reason?.contains("exited with 9") == true)
            let again = try user.succeed("sweep", "--resume")
            #expect(again.contains("cell 2 seed 1: failed") && !again.contains("cell 1 seed 1: sum"))
        }

        @Test(.needs("python3"))
        func
            `the base is measured once for each seed, whatever chance there is in it, and times are not shared`()
            throws
        {
            let judge = """
                import json, os, random
                chance = random.SystemRandom()
                with open(os.environ["HONE_RESULTS"], "w") as results:
                    for line in open(os.environ["HONE_EXAMPLES"]):
                        case = json.loads(line)
                        results.write(json.dumps({"id": case["id"], "score": chance.random()}) + "\\n")
                """
            let study = Study.product(
                steps: 1, examples: "file: cases.jsonl, split: {train: 6, validation: 4}",
                search: "select: validation", files: ["cases.jsonl": Study.cases(1...10), "judge.py": judge])
            let noisy = Study(
                text: study.text.replacing("  deterministic: true\n", with: ""), files: study.files)
            let user = try UserRepository(noisy)
            let vary = ["sweep", "-m", "search.accept.rule=higher,always", "--seeds", "2"]
            try user.succeed(vary)
            let bases = try ["c1-s1", "c2-s1", "c1-s2", "c2-s2"].map { name -> BaseRow in
                try decode(user.succeed("show", "product-sweep-1-\(name):0", "--json"))
            }
            for (first, other) in [(bases[0], bases[1]), (bases[2], bases[3])] {
                #expect(Set(first.evaluations.map(\.source)) == ["measured"])
                #expect(Set(other.evaluations.map(\.source)) == ["cached"])
                #expect(first.values == other.values)
            }
            // Another seed has a chance of its own.
            #expect(bases[0].values != bases[2].values)
            // What is not the base is measured in each cell.
            let step: BaseRow = try decode(user.succeed("show", "product-sweep-1-c2-s1:1", "--json"))
            #expect(step.evaluations.contains { $0.source == "measured" })
            // Of another sweep nothing is taken.
            try user.succeed(vary)
            let next: BaseRow = try decode(user.succeed("show", "product-sweep-2-c1-s1:0", "--json"))
            #expect(Set(next.evaluations.map(\.source)) == ["measured"])
        }

        @Test func `of what is timed no base is shared`() throws {
            let study = Study.sum(steps: 1)
            let timed = Study(
                text: study.text.replacing("  deterministic: true\n", with: ""), files: study.files)
            let user = try UserRepository(timed)
            try user.succeed("sweep", "-m", "search.strategy=chain,best-of", "--seeds", "1")
            let base: BaseRow = try decode(user.succeed("show", "sum-sweep-1-c2-s1:0", "--json"))
            #expect(Set(base.evaluations.map(\.source)) == ["measured"])
        }

        /// A step as `hone show --json` prints it.
        private struct BaseRow: Decodable {
            struct Measured: Decodable {
                struct Metric: Decodable { let value: Double }

                let source: String
                let metrics: [String: Metric]
            }

            let evaluations: [Measured]

            var values: [Double] { evaluations.compactMap { $0.metrics["score"]?.value } }
        }

        @Test func `no further seed is begun once the limit is reached`() throws {
            let user = try UserRepository(.sum(), files: ["sweep.yaml": grid + "\nlimit: {time: 1ms}"])
            let text = try user.succeed("sweep")
            #expect(
                text.contains("The limit was reached after 1 of 3 seeds") && text.contains("Missing: none"))
            let report = try user.sweep()
            #expect(report.ended && report.cells.allSatisfy { $0.runs.count == 1 })
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

        @Test func `what a level sets wrong is told with its place in the sweep's file`() throws {
            let sweep = "vary:\n  search.accept.rule:\n    - better\n    - worse\n"
            let user = try UserRepository(.sum(), files: ["sweep.yaml": sweep])
            let result = try user.hone("sweep")
            #expect(result.status == 1)
            #expect(result.errors.contains("line 4, column 7 of sweep.yaml"))
        }
    }
}

import Testing

extension EndToEnd {
    /// What a sweep compares: rows beside the cells, and figures of whole splits or of sealed tests.
    struct SweepFiguresTests {
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
            let shown = try user.sweep()
            let spent = { (runs: [SweepReport.Cell.Run]?) in try #require(runs).map { try #require($0.spent) }
            }
            let first = try spent(shown.cells.first?.runs)
            let bestOf = try spent(shown.baselines?.first { $0.baseline == "best-of" }?.runs)
            let mutation = try spent(shown.baselines?.first { $0.baseline == "mutation" }?.runs)
            #expect(bestOf.map(\.steps) == first.map(\.steps) && first.count == 2)
            #expect(mutation.count == first.count)
            for (own, cell) in zip(mutation, first) {
                #expect(own.trials <= cell.trials && own.steps > 0)
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
                search: "select: last", evaluator: "  missing: worst",
                files: ["cases.jsonl": Study.cases()])
            let user = try UserRepository(study)
            let words = ["sweep", "-m", "search.accept.rule=higher,always", "--seeds", "1"]
            let text = try user.succeed(words).split { $0.isWhitespace }.joined(separator: " ")
            #expect(text.contains("cell 1: its winner is never run on all of a split"))
            #expect(text.contains("Missing: 2 of 2 runs") && text.contains("with `search.select: train`"))
            #expect(try user.sweep().cells.allSatisfy { $0.mean == nil })
        }

        @Test
        func `where every winner is tested, cells are compared by the sealed examples, which chose nothing`()
            throws
        {
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
            let report = try user.sweep()
            let tests = try report.cells.map { try $0.runs.map { try #require($0.test) } }
            let differences = zip(tests[0], tests[1]).map { $0 - $1 }
            #expect(report.compared == "score on test")
            #expect(abs(report.comparisons[0].estimate - differences.reduce(0, +) / 2) < 1e-9)
            let base = try #require(report.baseTest)
            #expect(report.runs.map(\.baseTest) == Array(repeating: base, count: 4))
        }
    }
}

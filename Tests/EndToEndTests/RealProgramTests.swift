import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The main job on a program that nobody here wrote: wcwidth 0.2.5 from the Python package index, with its own tests as the gate.
    ///
    /// It keeps the widths of the last 1,000 characters. The workload is a text in a script that has more of them, so a larger cache
    /// is a real improvement, and the mutation proposer has to find it among the numbers and lines of the look-up.
    @Suite(.needs("python3"))
    struct RealProgramTests {
        @Test func `the mutation proposer improves a real program, beside a dirty checkout`() throws {
            let folder = try TemporaryDirectory()
            let (python, source) = try Self.download(to: folder)
            let user = try Self.repository(of: source, judgedBy: python)
            try user.makeDirty()
            let before = try CheckoutSnapshot(user.repository)

            let check = try user.succeed("check")
            #expect(check.contains("scored"))
            let run = try user.succeed("run")
            print(run)

            let row = try #require(try user.runs().first)
            #expect(row.confirmed == true, "\(run)")
            let comparison = try #require(row.gain)
            #expect(comparison.n == 20)
            #expect(try #require(comparison.interval).first ?? 0 > 0)
            #expect(try CheckoutSnapshot(user.repository).differences(from: before) == [])

            try Self.expectBestIsScoped(user)
            try Self.expectEveryCandidateIsKept(user)
            try user.repository.requireSound()
        }

        private static func download(to folder: TemporaryDirectory) throws -> (
            PythonEnvironment, source: String
        ) {
            do {
                let python = try PythonEnvironment(
                    in: folder.path, packages: ["pytest==8.3.4", "setuptools==75.8.0"])
                let source = try python.source(
                    of: "wcwidth", version: "0.2.5",
                    sha256: "c4d647b99872929fdb7bdcaa4fbe7f01413ed3d98077df798530e5b04f116c83")
                return (python, source)
            } catch let error as PythonEnvironment.Unavailable {
                try Test.cancel("the Python package index is needed: \(error.reason)")
            }
        }

        /// The package with a history, attributes of its own and a study.
        private static func repository(of source: String, judgedBy python: PythonEnvironment) throws
            -> UserRepository
        {
            let user = try UserRepository()
            let repository = user.repository
            for name in try FileManager.default.contentsOfDirectory(atPath: source) {
                try FileManager.default.copyItem(
                    atPath: source + "/" + name, toPath: repository.path + "/" + name)
            }
            try repository.commit("wcwidth 0.2.5")
            try repository.commit(
                "Say what the files are",
                files: [".gitattributes": "*.py diff=python\n*.rst text eol=crlf\nold.txt -text\n"])
            try repository.commit("Notes", files: ["notes.txt": "first\n", "old.txt": "old\r\n"])
            let code = try repository.read("wcwidth/wcwidth.py")
            try repository.commit("Mark what may be tuned", files: ["wcwidth/wcwidth.py": marked(code)])
            try repository.commit(
                "A study", files: ["hone.yaml": study(python), "bench/workload.py": workload])
            return user
        }

        /// Only the table look-up and the size of its cache may change.
        private static func marked(_ code: String) -> String {
            code.replacing("def _bisearch(", with: "# hone: begin lookup\ndef _bisearch(")
                .replacing("@lru_cache(maxsize=1000)\n", with: "@lru_cache(maxsize=1000)\n# hone: end\n")
        }

        private static func study(_ python: PythonEnvironment) -> String {
            """
            version: 1
            study: width
            instructions: Measure the width of long texts faster.
            artifact:
              editable: [wcwidth/*.py]
              frozen: [wcwidth/table_*.py]
              regions: markers
            evaluator:
              files: [bench/**]
              gates: [{run: \(python.python) -B -m pytest -q -x -p no:cacheprovider tests, timeout: 15s}]
              command: {run: \(python.python) -B bench/workload.py, timeout: 60s}
              measure: {repeats: 5, compare: interleaved, min_gain: 5%, confirm: 20}
              sandbox: {read: [\(python.folders.joined(separator: ", "))]}
            objective: {metric: seconds, direction: minimize}
            proposer: {kind: mutation}
            budget: {steps: 40}
            stop: {patience: 8}
            seed: 1
            """
        }

        /// Processor seconds for a text of 20,000 characters, 2,400 different ones, the usual ones more often.
        private static let workload = """
            import random
            import sys
            import time

            sys.path.insert(0, ".")
            from wcwidth import wcswidth

            generator = random.Random(20)
            text = "".join(chr(0x4E00 + int(2400 * generator.random() ** 1.5)) for _ in range(20000))


            def seconds():
                begin = time.process_time()
                width = wcswidth(text)
                end = time.process_time()
                assert width == 2 * len(text)
                return end - begin


            print(min(seconds() for _ in range(3)))
            """ + "\n"

        /// What differs from the base is the one marked file, and inside the marks.
        private static func expectBestIsScoped(_ user: UserRepository) throws {
            let changed = try user.repository.git("diff", "--name-only", "main", "hone/width-1/best")
            #expect(changed == "wcwidth/wcwidth.py")
            let best = try user.repository.git("show", "hone/width-1/best:wcwidth/wcwidth.py")
            let base = try user.repository.git("show", "main:wcwidth/wcwidth.py")
            #expect(best.prefix(upTo: "# hone: begin") == base.prefix(upTo: "# hone: begin"))
            #expect(best.suffix(from: "# hone: end") == base.suffix(from: "# hone: end"))
        }

        /// Rejected and failed ones too, with their notes, after a collection of garbage.
        private static func expectEveryCandidateIsKept(_ user: UserRepository) throws {
            let steps = try user.steps()
            try user.repository.git(
                "reflog", "expire", "--expire=now", "--expire-unreachable=now", "hone/width-1/a")
            try user.repository.git("gc", "-q", "--prune=now")
            #expect(steps.contains { $0.outcome == "gate failed" })
            #expect(steps.contains { $0.outcome == "scored" && $0.verdict == "rejected" })
            for step in steps {
                guard let commit = step.candidate else { continue }
                #expect(try user.tree(commit) == step.tree)
                let log = try user.repository.git("log", "-1", "--notes=hone/*", commit)
                #expect(log.contains("Notes (hone/score):") && log.contains("Notes (hone/feedback):"))
                #expect(
                    log.contains("\"outcome\":\"\(step.outcome)\"")
                        || log.contains("\"outcome\": \"\(step.outcome)\""))
            }
        }
    }
}

extension String {
    /// What stands before a text.
    fileprivate func prefix(upTo text: String) -> Substring {
        firstRange(of: text).map { self[..<$0.lowerBound] } ?? self[...]
    }

    /// What stands behind a text, and the text.
    fileprivate func suffix(from text: String) -> Substring {
        firstRange(of: text).map { self[$0.lowerBound...] } ?? self[...]
    }
}

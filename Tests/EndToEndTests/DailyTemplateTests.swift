import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `hone init --template`: small programs of a kind, to begin from in daily work.
    @Suite(.needs("python3")) struct DailyTemplateTests {
        @Test func `a prompt is better on the cases that nobody saw`() throws {
            let study = try TemplateStudy("prompt")
            let page = try study.succeed("check")
            #expect(page.contains("validation: 24 examples") && page.contains("test: 20 examples"))
            try study.succeed("run")
            let steps = try study.steps("messages-1")
            #expect(steps.count == 31 && steps.contains { $0.step > 0 && $0.verdict == "accepted" })
            let base = try #require(steps.first?.value(on: "validation"))
            let best = try #require(steps.compactMap { $0.value(on: "validation") }.max())
            #expect(base == 0 && best > 0.5)
            let test = try study.succeed("test")
            #expect(test.contains("right on test: 0 -> 0.") && test.contains(", confirmed"))
        }

        @Test func `a real endpoint is asked with the prompt, the message below it`() throws {
            let endpoint = try ScriptedEndpoint { _, _ in .openAI("billing", usage: (30, 1)) }
            let study = try TemplateStudy("prompt")
            try study.change(
                "hone.yaml", ["evaluate.py stand-in": "evaluate.py asked", "steps: 30": "steps: 1"])
            study.user.variables["MODEL_URL"] = endpoint.url
            try study.succeed("run")
            let sent = try #require(endpoint.requests.first?.text)
            #expect(
                sent.contains(#""model": "asked""#)
                    && sent.contains("billing, delivery, account, other.\\n\\n"))
            #expect(try study.steps("messages-1").first?.value(on: "validation") == 0.25)
        }

        @Test func `settings are tuned, and only within what each may be`() throws {
            let study = try TemplateStudy("config")
            try study.change("workload.py", ["ROWS = 3_000": "ROWS = 200", "range(1000)": "range(50)"])
            #expect(try study.succeed("check").contains("page_size"))
            try study.succeed("run", "--steps", "6")
            let steps = try study.steps("store-1")
            #expect(steps.count == 7 && steps.allSatisfy { $0.outcome == "scored" })
            for step in steps.dropFirst() {
                let text = try study.git("show", #require(step.candidate) + ":settings.ini")
                let size = try #require(text.split(separator: "\n").first { $0.hasPrefix("page_size = ") })
                #expect(["512", "1024", "2048", "4096", "8192", "16384"].contains(size.dropFirst(12)))
            }
        }

        /// By template: its study, the program that it needs, and what no candidate may break.
        @Test(
            .needsStudyPython,
            arguments: [
                ("c", "primes", "hyperfine", "primes.c", "count++;", "count--;"),
                ("python", "words", "python3", "words.py", "rest = found.pop()", "found.pop()"),
                ("rust", "matrix", "cargo", "src/lib.rs", "wrapping_mul", "wrapping_add"),
                ("swift", "sort", "swift", "Sources/Sort/Sort.swift", "left += 1", "left += 0"),
            ])
        func `as it is written it is checked and runs, and what is wrong is not scored`(
            template: String, name: String, program: String, file: String, good: String, bad: String
        ) throws {
            guard let folder = try Self.folder(of: program) else {
                try Test.cancel("\(program) is not installed")
            }
            let study = try TemplateStudy(template)
            study.user.variables["PATH"] = folder + ":/usr/bin:/bin"
            #expect(try study.succeed("check").contains("scored"))
            try study.propose([good: bad], in: file)
            try study.succeed("run")
            let steps = try study.steps("\(name)-1")
            #expect(steps.map(\.outcome) == ["scored", "gate failed"])
            #expect(try #require(steps.first?.score) > 0)
        }

        /// Where a program lies; of Rust's the toolchain's own, since what stands for it on the PATH asks a home folder that tests have not.
        private static func folder(of program: String) throws -> String? {
            var environment = ProcessInfo.processInfo.environment
            let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
            let found = folders.first { access($0 + "/" + program, X_OK) == 0 }
            guard program == "cargo", let found else { return found }
            // `.cargo/bin` of somebody's home, which is not the one that tests have.
            environment["HOME"] =
                URL(filePath: found).deletingLastPathComponent().deletingLastPathComponent().path
            let root = try TestProcess.run(
                ["rustc", "--print", "sysroot"], in: "/", environment: environment)
            return root.output.trimmingCharacters(in: .newlines) + "/bin"
        }
    }
}

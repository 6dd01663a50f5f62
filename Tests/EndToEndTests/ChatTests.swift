import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A language model as the proposer, behind an endpoint on loopback that plays a script.
    struct ChatTests {
        static let key = "a-key-for-tests-0123456789"

        static func block(_ old: String, _ new: String, in path: String = "numbers.txt") -> String {
            "Change \(old)\n\n\(path)\n<<<<<<< SEARCH\n\(old)\n=======\n\(new)\n>>>>>>> REPLACE\n"
        }

        @Test func `an edit becomes a candidate, and what was said is kept word for word`() throws {
            let reply = Self.block("apples 40", "apples 5")
            let endpoint = try ScriptedEndpoint(.openAI(reply, usage: (1000, 50)))
            let user = try UserRepository(.chat(endpoint), key: Self.key)
            try user.succeed("run")
            let step = try #require(try user.steps().last)
            #expect(step.verdict == "accepted")
            #expect(step.score == 128)
            #expect(step.summary == "Change apples 40")
            #expect(try user.succeed("show", "sum-1:1", "--reply") == reply)
            let evidence = try user.succeed("show", "sum-1:1", "--evidence")
            let prompt = try user.succeed("show", "sum-1:1", "--prompt")
            let sent = try #require(endpoint.requests.first)
            #expect(sent.headers["authorization"] == "Bearer \(Self.key)")
            #expect(prompt.contains("Make the sum of the numbers small."))
            #expect(prompt.contains(evidence.trimmingCharacters(in: .whitespacesAndNewlines)))
            let body = try JSONDecoder().decode(Body.self, from: Data(sent.body))
            #expect(
                body.messages.map { "<!-- \($0.role) -->\n\n\($0.content)\n" }.joined(separator: "\n")
                    == prompt)
            let commit = try #require(step.candidate)
            let note = try user.repository.git("notes", "--ref=hone/score", "show", commit)
            #expect(note.contains(#""tokens":{"in":1000,"out":50}"#))
            #expect(note.contains(#""cost":{"amount":0.0015"#))
            #expect(
                try user.repository.git("log", "-1", "--format=%B", commit).contains("Hone-Proposer: chat"))
        }

        private struct Body: Decodable {
            struct Message: Decodable {
                let role: String
                let content: String
            }
            let messages: [Message]
        }

        @Test(arguments: ["http_proxy", "all_proxy"])
        func `a model elsewhere is asked through the proxy that curl would use`(variable: String) throws {
            let proxy = try ScriptedEndpoint(.openAI(Self.block("apples 40", "apples 5")))
            let text = Study.chat(proxy).text.replacing(proxy.url, with: "http://model.invalid/v1")
            let user = try UserRepository(
                Study(text: text, files: Study.chat(proxy).files), key: Self.key)
            user.variables[variable] = proxy.url
            try user.succeed("run")
            #expect(try user.steps().last?.score == 128)
            let sent = try #require(proxy.requests.first)
            #expect(sent.path == "http://model.invalid/v1/chat/completions")
            #expect(proxy.requests.count == 1)
        }

        @Test func `a model that no_proxy names is asked without the proxy`() throws {
            let proxy = try ScriptedEndpoint(.openAI(Self.block("apples 40", "apples 5")))
            // A name has at most 63 letters between its dots, so that nobody is asked for the address of this one.
            let host = String(repeating: "m", count: 64) + ".invalid"
            let text = Study.chat(proxy).text.replacing(proxy.url, with: "http://\(host)/v1")
            let user = try UserRepository(
                Study(text: text, files: Study.chat(proxy).files), key: Self.key)
            user.variables["http_proxy"] = proxy.url
            user.variables["no_proxy"] = "invalid"
            let result = try user.hone("check")
            #expect(result.output.contains("Could not resolve host: \(host)"), "\(result.output)")
            #expect(proxy.requests.isEmpty)
        }

        @Test func `a model of this machine is asked without any proxy`() throws {
            let endpoint = try ScriptedEndpoint(.openAI(Self.block("apples 40", "apples 5")))
            let user = try UserRepository(.chat(endpoint), key: Self.key)
            // Nobody listens there.
            for variable in ["http_proxy", "https_proxy", "all_proxy"] {
                user.variables[variable] = "http://127.0.0.1:9"
            }
            try user.succeed("run")
            #expect(try user.steps().last?.score == 128)
        }

        @Test func `a server that gives less room than was asked for is told`() throws {
            let reply = Self.block("apples 40", "apples 5")
            let endpoint = try ScriptedEndpoint(
                .openAI(String(reply.prefix(60)), usage: (100, 15), finish: "length"))
            let user = try UserRepository(
                .chat(endpoint, settings: "structured_output: off, repair: 0, max_tokens: 2000"),
                key: Self.key)
            let output = try user.hone("run")
            #expect(
                output.output.contains("after about 15 tokens, where `proposer.max_tokens` is 2000"),
                "\(output.output)\(output.errors)")
        }

        @Test func `lines of a small file are offered in a schema`() throws {
            let endpoint = try ScriptedEndpoint(
                .openAI(
                    #"{"summary": "Fewer figs", "edits": [{"path": "numbers.txt", "old": "figs 13", "new": "figs 3"}]}"#
                ))
            let user = try UserRepository(.chat(endpoint, settings: "temperature: 0.5"), key: Self.key)
            try user.succeed("run")
            #expect(try user.steps().last?.score == 153)
            let sent = try #require(endpoint.requests.first?.text)
            #expect(sent.contains(#""enum":["apples 40","pears 31","plums 22","figs 13","quinces 57"]"#))
        }

        @Test func `an edit that does not apply is put right in one more turn`() throws {
            let endpoint = try ScriptedEndpoint(
                .openAI(Self.block("apples 4", "apples 5")), .openAI(Self.block("apples 40", "apples 5")))
            let user = try UserRepository(.chat(endpoint), key: Self.key)
            try user.succeed("run")
            #expect(endpoint.requests.count == 2)
            #expect(endpoint.requests[1].text.contains("has no such text"))
            #expect(try user.steps().last?.score == 128)
        }

        @Test func `an edit outside the scope is refused, after one more turn`() throws {
            let endpoint = try ScriptedEndpoint(.openAI(Self.block("echo", "echo 1", in: "judge/sum.sh")))
            let user = try UserRepository(.chat(endpoint), key: Self.key)
            try user.succeed("run")
            let step = try #require(try user.steps().last)
            #expect(endpoint.requests.count == 2)
            #expect(step.outcome == "refused")
            #expect(step.candidate == nil)
            #expect(step.reason?.contains("judge/sum.sh") == true)
        }

        /// Outcomes without a candidate have no commit that a note could be on: the journal has them, and `hone log` lists them.
        @Test func `no reply of an endpoint stops a run or loses a step`() throws {
            let answers: [ScriptedAnswer] = [
                .rateLimited(retryAfter: "1"), .error(500, "out of order"), .error(400, "no such field"),
                .stalled(beginning: "{"), .cut(body: Array(#"{"choices":[{"message":"#.utf8), after: 9),
                .hangUp,
                .invalidUTF8, .flood(bytes: 50_000_000), .json("oops"), .json("{}"), .json("[1"),
                .openAIRefusal("I would rather not."), .openAI(""), .openAI("Done!"),
                .openAI("numbers.txt\n<<<<<<< SEARCH\napp", finish: "length"),
                .openAI("numbers.txt\n<<<<<<< SEARCH\nno\n=======\n>>>>>>> REPLACE\n"),
                .openAI(Self.block("x", "y", in: "../../etc/passwd")),
                .openAI(Self.block("apples 40", "apples 40")), .openAI(Self.block("apples 40", "apples 5")),
            ]
            let endpoint = try ScriptedEndpoint { _, place in answers[min(place, answers.count - 1)] }
            let settings = "structured_output: off, repair: 0, timeout: 2s"
            let user = try UserRepository(
                .chat(endpoint, steps: answers.count, settings: settings), key: Self.key)
            try user.succeed("run")
            let steps = try user.steps().dropFirst()
            #expect(endpoint.requests.count == answers.count)
            #expect(steps.map(\.step) == Array(1...answers.count))
            #expect(
                steps.dropLast(3).allSatisfy { $0.outcome == "no proposal" && $0.reason?.isEmpty == false })
            #expect(steps.suffix(3).map(\.outcome) == ["refused", "no proposal", "scored"])
            #expect(steps.last?.verdict == "accepted")
            try user.repository.requireSound()
        }

        @Test func `a budget of tokens ends the run before the call that it does not buy`() throws {
            let endpoint = try ScriptedEndpoint { _, place in
                .openAI(Self.block("apples 40", "apples \(39 - place)"), usage: (2000, 100))
            }
            let user = try UserRepository(.chat(endpoint, steps: 20, budget: "tokens: 4300"), key: Self.key)
            try user.succeed("run")
            #expect(try user.runs().last?.reason == "tokens")
            #expect(endpoint.requests.count == 2)
            #expect(try user.steps().last?.verdict == "accepted")
        }

        @Test func `a key that is missing or not taken ends the run with an error, and it can go on`() throws
        {
            let endpoint = try ScriptedEndpoint { request, _ in
                request.headers["authorization"] == "Bearer \(Self.key)"
                    ? .openAI(Self.block("apples 40", "apples 5")) : .error(401, "Wrong key")
            }
            let user = try UserRepository(.chat(endpoint), key: Self.key)
            user.variables["HONE_TEST_KEY"] = nil
            let none = try user.hone("run")
            #expect(none.status == 1)
            #expect(none.errors.contains("Error: There is no key for the model 'scripted'"))
            #expect(try user.runs().isEmpty)
            #expect(try user.succeed("check").contains("HONE_TEST_KEY"))
            user.variables["HONE_TEST_KEY"] = "another-key"
            let wrong = try user.hone("run")
            #expect(wrong.status == 1)
            #expect(wrong.errors.contains("Error: The endpoint did not take the key for 'scripted'"))
            user.variables["HONE_TEST_KEY"] = Self.key
            try user.succeed("run", "--resume")
            #expect(try user.steps().last?.score == 128)
        }

        @Test func `proposers that come to nothing three times alike end the run with an error`() throws {
            let endpoint = try ScriptedEndpoint(.hangUp)
            endpoint.stop()
            let dead = try UserRepository(.chat(endpoint, steps: 9), key: Self.key)
            let agent = try UserRepository(
                .sum(steps: 9, proposer: "kind: agent, command: 'python3 /nowhere/propose.py'"))
            for (user, words) in [(dead, "there is no connection to"), (agent, "the agent exited with 2")] {
                let run = try user.hone("run")
                #expect(run.status == 1)
                #expect(
                    run.errors.contains("three proposals in a row came to the same")
                        && run.errors.contains(words))
                #expect(try user.steps().count == 3)
            }
        }

        @Test func `check names the files of an agent's command that the agent would not find`() throws {
            let user = try UserRepository(.sum(), files: ["there.sh": "true\n"])
            let (own, away) = ("propose.sh", user.surroundings + "/home/propose.py")
            try user.repository.write("true\n", to: own)
            try FileManager.default.createDirectory(
                atPath: user.surroundings + "/home", withIntermediateDirectories: true)
            try "pass\n".write(toFile: away, atomically: true, encoding: .utf8)
            func told(_ command: String, evaluator: String = "") throws -> [Bool] {
                let study = Study.sum(evaluator: evaluator, proposer: "kind: agent, command: '\(command)'")
                try user.repository.write(study.text, to: "hone.yaml")
                let text = try user.succeed("check")
                return [own, away, "there.sh"].map { text.contains("The agent's command names '\($0)'") }
            }
            #expect(try told("python3 \(away); sh propose.sh; sh there.sh") == [true, true, false])
            #expect(
                try told(
                    "python3 \(away); sh propose.sh",
                    evaluator: "  sandbox: {read: [\(user.surroundings)/home]}") == [true, false, false])
        }

        @Test func `check asks as the run will, and says what the run would meet`() throws {
            let answers: [(ScriptedAnswer, String)] = [
                (
                    .error(400, "Unsupported value: 'top_k'"),
                    "the endpoint answered 400: Unsupported value: 'top_k'"
                ),
                (.json("<!doctype html><title>Sign in"), "answers with a page for people"),
                (.json(#"{"detail":"Model 'scripted' does not exist"}"#, status: 400), "has no such model"),
                (.error(401, "bad"), "does not take the key"),
            ]
            for (answer, words) in answers {
                let endpoint = try ScriptedEndpoint(answer)
                let user = try UserRepository(.chat(endpoint, settings: "temperature: 0.3"), key: Self.key)
                #expect(try user.succeed("check").contains(words))
                let sent = try #require(endpoint.requests.first?.text)
                #expect(sent.contains(#""temperature":0.3"#) && sent.contains(#""role":"system""#))
                #expect(sent.contains("json_schema") && sent.contains("max_tokens"))
            }
            let plain = try ScriptedEndpoint { request, _ in
                request.text.contains("temperature")
                    ? .error(400, "temperature is not supported") : .openAI("Yes")
            }
            let user = try UserRepository(.chat(plain, settings: "temperature: 0.3"), key: Self.key)
            #expect(try user.succeed("check").contains("it does not take `proposer.temperature`"))
        }

        @Test func `waiting three seconds for a model costs nothing`() throws {
            let (asked, answer) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let endpoint = try ScriptedEndpoint { _, _ in
                asked.signal()
                answer.wait()
                return .openAI(Self.block("apples 40", "apples 5"))
            }
            let user = try UserRepository(.chat(endpoint), key: Self.key)
            let run = try user.start("run", "--steps", "1")
            #expect(asked.wait(timeout: .now() + 300) == .success)
            let before = try run.cost()
            // What is measured is a wait.
            _ = asked.wait(timeout: .now() + 3)
            let after = try run.cost()
            answer.signal()
            #expect(try run.end().status == 0)
            #expect(after.processor - before.processor < .milliseconds(50))
            #expect(after.switches - before.switches < 500)
        }

        @Test func `a prompt of the study's own is recorded with the run`() throws {
            let endpoint = try ScriptedEndpoint(.openAI(Self.block("apples 40", "apples 5")))
            let study = Study.chat(
                endpoint, settings: "structured_output: off, prompt: prompts/mine.mustache")
            let user = try UserRepository(
                study, key: Self.key, files: ["prompts/mine.mustache": "MINE {{instructions}} {{reminder}}\n"]
            )
            try user.succeed("run")
            #expect(endpoint.requests[0].text.contains("MINE Make the sum of the numbers small. Answer with"))
            try user.repository.commit("Another prompt", files: ["prompts/mine.mustache": "OTHER\n"])
            try user.succeed("run", "--resume", "--steps", "2")
            #expect(endpoint.requests.last?.text.contains("MINE") == true)
        }
    }
}

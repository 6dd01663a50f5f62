import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A run, line by line, as programs follow it.
    struct StreamTests {
        /// The lines of a stream, each of which is an object.
        static func lines(_ text: String) throws -> [[String: Any]] {
            try text.split(separator: "\n").map { line in
                let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return try #require(value as? [String: Any], "\(line)")
            }
        }

        private static func durable(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter {
                $0.contains(#""cursor":"#) && !$0.contains(#""type":"started""#)
                    && !$0.contains(#""type":"ended""#)
            }
        }

        @Test func `a run is told line by line, and durable lines hold what the log holds`() throws {
            let user = try UserRepository(.sum(steps: 3))
            let text = try user.succeed("run", "--json")
            let lines = try Self.lines(text)
            #expect(lines.allSatisfy { $0["v"] as? Int == 1 && $0["run"] as? String == "sum-1" })
            #expect(lines.allSatisfy { $0["type"] is String && $0["at"] is String })
            let types = lines.compactMap { $0["type"] as? String }
            #expect(types.first == "started" && types.last == "ended")
            #expect(types.filter { $0 == "step" }.count == 4)
            #expect(types.contains("phase") && types.contains("finished"))
            let end = try #require(lines.last)
            #expect(end["reason"] as? String == "steps" && end["exit"] as? Int == 0)
            #expect(end["best"] is String && end["confirmed"] as? Bool == true && end["score"] is NSNumber)

            // What became of a step since is no part of what happened.
            let since: Set = ["best", "undone", "rejected", "contains_rejected"]
            let own: Set = ["v", "type", "cursor", "spent"]
            let log = try JSONSerialization.jsonObject(with: Data(user.succeed("log", "--json").utf8))
            let logged = try #require((log as? [String: Any])?["steps"] as? [[String: Any]])
            let told = lines.filter { $0["type"] as? String == "step" }
            for (line, listing) in zip(told, logged.reversed()) {
                // The end's comparison is another, better known gain of the winner.
                let isWinner = listing["best"] as? Bool == true
                let late: Set = isWinner ? ["gain_over_base", "gains"] : []
                let line = line.filter { !since.union(own).union(late).contains($0.key) }
                let listing = listing.filter { !since.union(late).contains($0.key) }
                #expect(line as NSDictionary == listing as NSDictionary)
            }

            let watched = try user.succeed("watch", "--json")
            #expect(Self.durable(watched) == Self.durable(text))
            let cursor = try #require(told[1]["cursor"] as? String)
            let rest = try user.succeed("watch", "sum-1", "--json", "--after", String(cursor.prefix(12)))
            #expect(Self.durable(rest) == Array(Self.durable(text).dropFirst(2)))
            let unknown = try user.hone("watch", "--json", "--after", "0123456789")
            #expect(unknown.status == 1)
            let error = try #require(try Self.lines(unknown.output).last)
            #expect(error["type"] as? String == "error" && error["exit"] as? Int == 1)
        }

        @Test func `a run that goes on is told from where it was`() throws {
            let user = try UserRepository(.sum(steps: 1))
            try user.succeed("run")
            let lines = try Self.lines(user.succeed("run", "--resume", "--steps", "2", "--json"))
            #expect(lines[0]["resumed"] as? Bool == true && lines[0]["cursor"] is String)
            let steps = lines.filter { $0["type"] as? String == "step" }
            #expect(steps.compactMap { $0["step"] as? Int } == [2])
            #expect(lines.contains { $0["type"] as? String == "resumed" })
        }

        @Test func `a reader that does not read slows no step, and has every event in the end`() async throws
        {
            let user = try UserRepository(.sum(steps: 12))
            let folder = try TemporaryDirectory()
            let pipe = try Doorbell(at: folder.path + "/out")
            try pipe.shrink()
            let running = try StartedProcess(
                ["sh", "-c", "exec \(HoneBinary.path) run --json > \(pipe.path)"], in: user.path,
                environment: HoneBinary.environment(home: user.surroundings))
            // Nothing is read until all steps are made: the pipe takes a page, and what is told is more.
            try await eventually {
                try user.repository.git("for-each-ref", "refs/heads/hone/sum-1/best") != ""
                    && user.runs().first?.spent.steps == 12
            }
            let text = try pipe.readText(to: #""exit":0}"#)
            #expect(try running.end().status == 0)
            #expect(text.utf8.count > 2 * 4096)
            let lines = try Self.lines(text)
            #expect(lines.compactMap { $0["step"] as? Int }.max() == 12)
            #expect(lines.filter { $0["type"] as? String == "step" }.count == 13)
            #expect(lines.last?["type"] as? String == "ended")
        }

        @Test func `a reader that goes away ends no run`() throws {
            let user = try UserRepository(.sum(steps: 4))
            let both = try TestProcess.run(
                ["sh", "-c", "(\(HoneBinary.path) run --json; echo $? > status) | head -n 1"], in: user.path,
                environment: HoneBinary.environment(home: user.surroundings))
            #expect(both.output.hasPrefix(#"{"v":1,"type":"started""#))
            #expect(try user.repository.read("status") == "0\n")
            #expect(try user.steps().map(\.step) == [0, 1, 2, 3, 4])
        }

        @Test func `the last line says why a run failed`() throws {
            let user = try UserRepository(.sum(command: "false"))
            let result = try user.hone("run", "--json")
            #expect(result.status == 1)
            let lines = try Self.lines(result.output)
            #expect(lines.count == 1)
            #expect(lines[0]["type"] as? String == "error" && lines[0]["exit"] as? Int == 1)
            #expect(result.errors.hasPrefix("Error: \(lines[0]["error"] as? String ?? "-")\n"))
            #expect(lines[0]["hint"] is String && lines[0]["caused_by"] is String)
        }

        @Test func `the exit code tells a confirmed gain from none`() throws {
            let better = try UserRepository(.sum(steps: 3))
            let gain = try better.hone("run", "--exit-code", "--json")
            #expect(gain.status == 0, "\(gain.errors)")
            // Whatever is proposed, the figure is the same.
            let alike = try UserRepository(.sum(steps: 2, command: "echo 1"))
            #expect(try alike.hone("run", "--exit-code").status == 2)
            let again = try alike.hone("run", "--resume", "--exit-code", "--json")
            #expect(again.status == 2)
            #expect(try Self.lines(again.output).last?["exit"] as? Int == 2)
            #expect(try alike.hone("run", "--resume").status == 0)
        }

        @Test func `a run of another process is followed, with what it is about`() throws {
            let waiting = try WaitingStudy()
            let running = try waiting.user.start("run")
            try waiting.began.wait()
            let watching = try waiting.user.start("watch", "--json")
            let people = try waiting.user.start("watch")
            // The second is that of the candidate: the base's is over.
            try watching.wait(for: #""step":1,"#, in: .output)
            try people.wait(for: "step 0  base", in: .output)
            for _ in 0..<10 { waiting.go.ring() }
            #expect(try running.end().status == 0)
            let end = try watching.end()
            #expect(end.status == 0, "\(end.errors)")
            let lines = try Self.lines(end.output)
            #expect(lines.first?["type"] as? String == "started")
            #expect(
                lines.contains {
                    $0["type"] as? String == "phase" && $0["phase"] as? String == "evaluate"
                        && $0["step"] as? Int == 1
                })
            #expect(lines.filter { $0["type"] as? String == "step" }.count == 4)
            #expect(lines.last?["type"] as? String == "ended")
            let read = try people.end().output
            #expect(read.contains("step 3/3") && read.contains("Ended: the budget of steps is spent"))
        }

        @Test func `a program is told that a run was stopped`() throws {
            let waiting = try WaitingStudy()
            let running = try waiting.user.start("run", "--json", "--exit-code")
            try waiting.began.wait()
            running.send(SIGINT)
            try running.wait(for: "Ctrl-C again", in: .errors)
            waiting.go.ring()
            let first = try running.end()
            #expect(first.status == 130)
            let ended = try #require(try Self.lines(first.output).last)
            #expect(ended["type"] as? String == "ended" && ended["reason"] as? String == "interrupted")
            let resumed = try waiting.user.start("run", "--resume", "--json")
            try waiting.began.wait()
            resumed.send(SIGINT)
            try resumed.wait(for: "Ctrl-C again", in: .errors)
            resumed.send(SIGINT)
            let second = try resumed.end()
            #expect(second.status == 130)
            let error = try #require(try Self.lines(second.output).last)
            #expect(error["type"] as? String == "error" && error["exit"] as? Int == 130)
            #expect(error["run"] as? String == "sum-1")
        }
    }
}

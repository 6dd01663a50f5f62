import Foundation
import TestSupport
import Testing

extension EndToEnd {
    struct LandTests {
        @Test func `landing on a branch that is not checked out touches no checkout`() throws {
            let user = try UserRepository(
                .sum(steps: 8), files: ["notes.txt": "first\n", "old.txt": "old\n"])
            try user.succeed("run")
            try user.repository.git("branch", "release")
            try user.makeDirty()
            let before = try CheckoutSnapshot(user.repository)
            try user.succeed("land", "sum-1:best", "--onto", "release")
            let differences = try CheckoutSnapshot(user.repository).differences(from: before)
            #expect(differences == ["(refs)"])
            #expect(
                try user.repository.git("show", "release:numbers.txt")
                    == user.repository.git("show", "hone/sum-1/best:numbers.txt"))
            #expect(
                try user.repository.git("show", "main:numbers.txt")
                    != user.repository.git("show", "release:numbers.txt"))
        }

        @Test func `landing on the branch that is checked out does what a merge does`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            try user.repository.commit("meanwhile", files: ["other.txt": "mine\n"])
            try user.succeed("land", "sum-1:best")
            #expect(try user.repository.git("status", "--porcelain") == "")
            #expect(
                try user.repository.read("numbers.txt") == user.repository.git(
                    "show", "hone/sum-1/best:numbers.txt") + "\n")
            #expect(try user.repository.read("other.txt") == "mine\n")
            #expect(try user.repository.git("merge-base", "--is-ancestor", "hone/sum-1/best", "main") == "")
        }

        @Test func `squashed, the whole change is one commit with one parent`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let main = try user.repository.git("rev-parse", "main")
            try user.succeed("land", "sum-1:best", "--squash")
            #expect(
                try user.repository.git("rev-list", "--parents", "-1", "main").split(separator: " ")
                    .dropFirst()
                    .joined() == main)
            #expect(try user.tree("main") == user.tree("hone/sum-1/best"))
        }

        @Test func `files that people changed in the checkout are not landed over`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            try user.repository.write("mine 1\n", to: "numbers.txt")
            let before = try CheckoutSnapshot(user.repository)
            let result = try user.hone("land", "sum-1:best", "--squash")
            #expect(result.status == 1)
            #expect(
                result.errors.hasPrefix(
                    "Error: 'main' is checked out, and files that would change have changes"))
            #expect(result.errors.contains("Caused by: numbers.txt\n"))
            #expect(try CheckoutSnapshot(user.repository).differences(from: before) == [])
        }

        @Test func `other changes in the checkout stay as they are`() throws {
            let user = try UserRepository(
                .sum(steps: 8), files: ["notes.txt": "first\n", "old.txt": "old\n"])
            try user.succeed("run")
            try user.makeDirty()
            let before = try user.repository.git("status", "--porcelain")
            try user.succeed("land", "sum-1:best")
            #expect(try user.repository.git("status", "--porcelain") == before)
            #expect(try user.tree("main") == user.tree("hone/sum-1/best"))
        }

        @Test func `a branch that is checked out elsewhere is merged there`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let place = user.surroundings + "/release"
            try user.repository.git("worktree", "add", "-q", "-b", "release", place)
            try user.succeed("land", "sum-1:best", "--onto", "release", "--squash")
            #expect(try user.repository.git("-C", place, "status", "--porcelain") == "")
            #expect(try user.tree("release") == user.tree("hone/sum-1/best"))
            #expect(try user.repository.git("worktree", "list").split(separator: "\n").count == 2)
        }

        @Test func `a landing stands in the review note until it is undone`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            try user.repository.git("branch", "release")
            try user.succeed("land", "sum-1:best", "--onto", "release", "--squash")
            let note = try user.repository.git("notes", "--ref=hone/review", "show", "hone/sum-1/best")
            #expect(note.contains(#""decision":"landed""#) && note.contains("on release as "))
            #expect(note.contains(#""name":"#))
            try user.succeed("undo", "sum-1")
            let after = try user.repository.runGit(["notes", "--ref=hone/review", "show", "hone/sum-1/best"])
            #expect(after.status != 0)
        }

        @Test func `a hook that fails keeps the candidate out, and says why`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            try user.repository.git("update-index", "--refresh")
            try user.repository.writeHook("commit-msg", "echo 'not on a Sunday' >&2\nexit 1")
            let before = try CheckoutSnapshot(user.repository)
            let result = try user.hone("land", "sum-1:best", "--squash")
            #expect(result.status == 1)
            #expect(result.errors.contains("Caused by: `git commit`: not on a Sunday"))
            #expect(try CheckoutSnapshot(user.repository).differences(from: before) == [])
            #expect(try user.repository.git("worktree", "list").split(separator: "\n").count == 1)
        }

        @Test func `what a landing that was killed left behind, the next one takes away`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            // The hook's parent is git; above that are what hone has put there, and hone.
            try user.repository.writeHook(
                "commit-msg",
                "p=$PPID; for i in 1 2 3; do p=$(awk '{ print $4 }' /proc/$p/stat); done; kill -9 $p; exit 1")
            #expect(try user.hone("land", "sum-1:best", "--squash").status == 128 + 9)
            let worktrees = { try user.repository.git("worktree", "list").split(separator: "\n").count }
            #expect(try worktrees() == 2)
            try FileManager.default.removeItem(atPath: user.path + "/.git/hooks/commit-msg")
            try user.succeed("land", "sum-1:best", "--squash")
            #expect(try worktrees() == 1)
        }

        @Test(.needs("ssh-keygen"))
        func `a landing's commit is signed where the user signs commits`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let key = user.surroundings + "/key"
            _ = try TestProcess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], in: user.path,
                environment: user.repository.environment)
            for (name, value) in [
                ("gpg.format", "ssh"), ("user.signingkey", key + ".pub"), ("commit.gpgsign", "true"),
            ] { try user.repository.git("config", name, value) }
            try user.succeed("land", "sum-1:best", "--squash")
            #expect(
                try user.repository.git("cat-file", "-p", "main").contains("gpgsig -----BEGIN SSH SIGNATURE"))
        }

        @Test func `a conflict on a branch that is not checked out changes nothing`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            try user.repository.git("checkout", "-q", "-b", "release")
            try user.repository.commit("others", files: ["numbers.txt": "kiwis 1000\n"])
            try user.repository.git("checkout", "-q", "main")
            let before = try CheckoutSnapshot(user.repository)
            let result = try user.hone("land", "sum-1:best", "--onto", "release")
            #expect(result.status == 1)
            #expect(result.errors.contains("Caused by: numbers.txt"))
            #expect(try CheckoutSnapshot(user.repository).differences(from: before) == [])
        }

        // MARK: - What nobody should land by mistake

        @Test func `what failed a gate, or was rejected, lands by force alone`() throws {
            let study = Study.sum(
                steps: 2, evaluator: #"  gates: ['! grep -qx "apples 1" numbers.txt']"#,
                proposer: #"kind: agent, command: 'echo "apples $HONE_STEP" > numbers.txt'"#)
            let user = try UserRepository(study)
            try user.succeed("run")
            #expect(try user.steps().map(\.outcome) == ["scored", "gate failed", "scored"])
            try user.succeed("review", "sum-1:2", "--reject", "-m", "breaks the ABI")
            let main = try user.repository.git("rev-parse", "main")
            for (step, words) in [
                ("sum-1:1", "sum-1:1 has no score: gate failed\n"),
                ("sum-1:2", "sum-1:2 is rejected in review\nCaused by: "),
            ] {
                let result = try user.hone("land", step)
                #expect(result.status == 1 && result.errors.hasPrefix("Error: " + words), "\(result.errors)")
                #expect(result.errors.contains("add `--force`"))
                #expect(try user.repository.git("rev-parse", "main") == main)
            }
            #expect(try user.succeed("land", "sum-1:1", "--body").contains("It has no score: gate failed"))
            #expect(
                try user.succeed("land", "sum-1:2", "--body").contains(
                    "A person rejected it: Test Author: breaks the ABI."))
            try user.succeed("land", "sum-1:2", "--force")
            #expect(try user.repository.read("numbers.txt") == "apples 2\n")
        }

        @Test func `what was made from a rejected step says so everywhere, and lands by force alone`() throws
        {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let accepted = try user.steps().filter { $0.verdict == "accepted" && $0.step > 0 }
            let (first, last) = (try #require(accepted.first), try #require(accepted.last))
            try #require(first.step != last.step)
            try user.succeed("review", first.name, "--reject")
            let words = "contains the rejected \(first.name)"
            #expect(
                try user.steps().first { $0.name == last.name }?.containsRejected?.map(\.step) == [first.step]
            )
            for command in [
                ["log"], ["log", "--graph"], ["status"], ["show", last.name], ["land", last.name, "--body"],
                ["review"], ["compare", "sum-1:0", last.name],
            ] {
                #expect(try user.hone(command).output.contains(words), "\(command)")
            }
            for command in [["status", "--json"], ["compare", "sum-1:0", last.name, "--json"]] {
                #expect(try user.succeed(command).contains("\"contains_rejected\""))
            }
            let result = try user.hone("land", last.name)
            #expect(result.status == 1)
            #expect(
                result.errors.hasPrefix(
                    "Error: \(last.name) contains what was rejected\nCaused by: it was made from \(first.name)"
                ))
            try user.succeed("land", last.name, "--force")
        }

        @Test func `a lineage that begins at a rejected step says so`() throws {
            let study = Study.sum(steps: 8, evaluator: "search: {strategy: best-of, accept: {rule: better}}")
            let user = try UserRepository(study)
            try user.succeed("run")
            let steps = try user.steps()
            let accepted = try #require(steps.first { $0.verdict == "accepted" && $0.step > 0 })
            try user.succeed("review", accepted.name, "--reject")
            let byPerson = try user.succeed("fork", accepted.name)
            #expect(
                byPerson.contains(
                    "Note: \(accepted.name) is rejected in review, so steps are made from sum-1:0"))
            let rejected = try #require(
                steps.first { $0.verdict == "rejected" && $0.parents?.first == steps[0].candidate })
            let byVerdict = try user.succeed("fork", rejected.name)
            #expect(
                byVerdict.contains("Note: \(rejected.name) was rejected (")
                    && byVerdict.contains("in all that follows"))
        }

        // MARK: - What nobody has measured

        /// A run whose evaluator adds a file that the run does not change, and has a gate on it.
        private static func beside() throws -> UserRepository {
            let user = try UserRepository(
                .sum(
                    steps: 8, command: "cat numbers.txt other.txt | awk \"{ s += \\$2 } END { print s }\"",
                    evaluator: "  gates: ['! grep -q broken other.txt']"), files: ["other.txt": "other 10\n"])
            try user.succeed("run")
            return user
        }

        @Test(arguments: [[], ["--squash"]])
        func `on a branch that moved meanwhile, what it gets is measured beside its head`(form: [String])
            throws
        {
            let user = try Self.beside()
            let best = try #require(try user.steps().first { $0.best == true }?.score)
            try user.repository.commit("meanwhile", files: ["other.txt": "other 110\n"])
            let head = try user.repository.git("rev-parse", "--short", "main")
            let output = try user.succeed(["land", "sum-1:best"] + form)
            #expect(output.contains("Gain over what it was: +"))
            let message = try user.repository.git("log", "-1", "--format=%B")
            #expect(message.hasPrefix("Take over sum-1:"))
            #expect(message.contains("sum from 273 to \(Int(best) + 100)\n"))
            #expect(
                message.contains("Gain over main at \(head)") && message.contains("measured in one sitting"))
            #expect(!message.contains("Gain over the base"))
            let trailer = try user.repository.git("log", "-1", "--format=%(trailers:key=Hone-Gain,valueonly)")
            #expect(trailer.hasPrefix("sum +") && trailer.contains(" over \(head)"))
            #expect(try user.succeed("log", "--operations").contains("for a landing"))
            #expect(try user.succeed("status").contains(", confirmed)"), "the run's own claim stays")
            try user.succeed("undo")
            #expect(try user.repository.git("rev-parse", "--short", "main") == head)
        }

        @Test func `what fails a gate on a branch lands without a look alone, and then states no gain`()
            throws
        {
            let user = try Self.beside()
            try user.repository.commit("meanwhile", files: ["other.txt": "broken 10\n"])
            let head = try user.repository.git("rev-parse", "main")
            let result = try user.hone("land", "sum-1:best")
            #expect(result.status == 1 && result.errors.contains("has no score: gate failed\n"))
            #expect(result.errors.contains("add `--unmeasured`"))
            #expect(try user.repository.git("rev-parse", "main") == head)
            let output = try user.succeed("land", "sum-1:best", "--unmeasured")
            #expect(!output.contains("Gain"))
            #expect(try !user.repository.git("log", "-1", "--format=%B").contains("Gain"))
        }

        @Test func `a hook that changes what was measured keeps the landing out`() throws {
            let user = try Self.beside()
            try user.repository.commit("meanwhile", files: ["other.txt": "other 110\n"])
            let hook = "#!/bin/sh\necho 'other 1' > other.txt && git add other.txt\n"
            try user.repository.write(hook, to: ".git/hooks/pre-commit")
            _ = try TestProcess.run(
                ["chmod", "+x", ".git/hooks/pre-commit"], in: user.path,
                environment: user.repository.environment)
            let head = try user.repository.git("rev-parse", "main")
            let result = try user.hone("land", "sum-1:best", "--squash")
            #expect(result.status == 1)
            #expect(result.errors.contains("Error: A hook changed what had been measured for 'main'\n"))
            #expect(try user.repository.git("rev-parse", "main") == head)
            try user.succeed("land", "sum-1:best", "--squash", "--unmeasured")
            #expect(try user.repository.read("other.txt") == "other 1\n")
        }

        @Test func `nothing is measured for a landing over files that people changed`() throws {
            let user = try Self.beside()
            try user.repository.commit("meanwhile", files: ["other.txt": "other 110\n"])
            try user.repository.write("mine 1\n", to: "numbers.txt")
            let result = try user.hone("land", "sum-1:best")
            #expect(result.status == 1 && result.errors.hasPrefix("Error: 'main' is checked out"))
            #expect(!result.errors.contains("measured first"))
        }

        // MARK: - Parts of a candidate

        @Test func `picked hunks become a candidate that is evaluated before it lands`() throws {
            let user = try Self.edited()
            try user.repository.git("branch", "release")
            let landed = try user.succeed(
                "land", "sum-1:1", "--pick", "numbers.txt@3", "--pick", "numbers.txt@1", "--onto", "release")
            // The branch was as the base is, so what the step gained is what the branch gained.
            let listed = try #require(
                try user.succeed("log").split(separator: "\n").first { $0.contains("Pick of") })
            let told = try #require(landed.firstMatch(of: /Gain over what it was: (\+[\d.]+%)/)?.1)
            #expect(listed.contains(told))
            #expect(
                try user.repository.git("diff", "--numstat", "main", "release").hasPrefix("2\t2\tnumbers.txt")
            )
            let picked = try #require(try user.steps().last)
            #expect(picked.score == 196 && picked.verdict == "accepted")
            let message = try user.repository.git("log", "-1", "--format=%B", "hone/sum-1/b")
            #expect(message.contains("Pick of sum-1:1: 2 of 3 pieces"))
            #expect(message.contains("Hone-Proposer: pick"))
            // The same once more is that very candidate, and nothing is evaluated.
            try user.repository.git("branch", "again")
            try user.succeed(
                "land", "sum-1:1", "--pick", "numbers.txt@1", "--pick", "numbers.txt@3", "--onto", "again")
            #expect(try user.steps().count == 3)
        }

        @Test func `asked about each hunk, what is answered lands`() throws {
            let user = try Self.edited()
            let result = try user.hone("land", "sum-1:1", "--interactive", input: "n\nwhat\ny\nd\n")
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.errors.contains("(2/3) Land numbers.txt@2 [y,n,a,d,q]?"))
            #expect(try user.repository.git("diff", "HEAD~1").contains("+k9 60"))
        }

        @Test func `a candidate is reduced to the hunks that its gain comes from`() throws {
            let user = try Self.edited()
            let output = try user.succeed("reduce", "sum-1:1")
            #expect(output.contains("sum-1:2 has 2 of 3 pieces: numbers.txt@1, numbers.txt@3\n"))
            #expect(try user.steps().last?.score == 196)
            #expect(
                try user.repository.git("log", "-1", "--format=%P", "hone/sum-1/b") == user.runs()[0].base)
        }

        @Test func `the text of a pull request says what was measured`() throws {
            let user = try Self.edited()
            let main = try user.repository.git("rev-parse", "main")
            let body = try user.succeed("land", "sum-1:1", "--body")
            #expect(body.contains("| sum-1:1 | 206 (+28.0%) |"))
            #expect(body.contains("1 file changed, 3 insertions(+), 3 deletions(-)"))
            #expect(try user.repository.git("rev-parse", "main") == main)
        }

        /// A run whose only candidate has three hunks: two that help and one that harms.
        private static func edited() throws -> UserRepository {
            let lines = (0..<20).map { "k\($0) \([0: 60, 9: 50, 18: 40][$0] ?? 8)\n" }.joined()
            let edit = "sed -i 's/^k0 60/k0 10/; s/^k9 50/k9 60/; s/^k18 40/k18 0/' numbers.txt"
            let study = Study.sum(steps: 1, proposer: "kind: agent, command: \"\(edit)\"")
            let user = try UserRepository(study, files: ["numbers.txt": lines])
            try user.succeed("run")
            return user
        }
    }
}

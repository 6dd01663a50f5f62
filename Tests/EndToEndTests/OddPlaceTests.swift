import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Repositories in places, and with parts, that most do not have.
    struct OddPlaceTests {
        @Test func `a checkout whose path has a colon is worked in like any other`() throws {
            let user = try UserRepository(.sum(steps: 2))
            let path = user.surroundings + "/a:b"
            try FileManager.default.copyItem(atPath: user.path, toPath: path)
            try user.succeed("-C", path, "run")
            #expect(try user.succeed("-C", path, "log", "--json").contains("\"step\": 2"))
        }

        @Test func `a submodule of the base that no slot has is told, until it is an input`() throws {
            let inner = try UserRepository(.sum())
            let user = try UserRepository(.sum())
            try user.repository.git(
                "-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.path, "third")
            try user.repository.commit("Add a submodule")
            #expect(try user.succeed("check").contains("The submodule 'third' is empty in every slot"))
            let study = Study.sum(evaluator: "  inputs: [{from: third, to: third}]")
            try user.repository.write(study.text, to: "hone.yaml")
            #expect(try !user.succeed("check").contains("submodule"))
        }

        @Test(.needs("bwrap"))
        func
            `a program that PATH finds in the checkout is lent and named by its place, and no other runs for it`()
            throws
        {
            let user = try UserRepository(.sum(command: "adder"))
            let tool = user.path + "/tools/bin/adder"
            try user.repository.write("#!/bin/sh\nexec sh judge/sum.sh\n", to: "tools/bin/adder")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool)
            user.variables["PATH"] =
                user.path + "/tools/bin:" + TestProcess.systemFolders.joined(separator: ":")
            for command in ["check", "run"] {
                let refused = try user.hone(command)
                #expect(refused.status == 1)
                #expect(refused.errors.contains("names 'adder', which is 'tools/bin/adder' of this checkout"))
                #expect(refused.errors.contains("`evaluator.inputs: [{from: tools, to: tools}]`"))
            }
            let study = Study.sum(
                command: "tools/bin/adder", evaluator: "  inputs: [{from: tools, to: tools}]")
            try user.repository.write(study.text, to: "hone.yaml")
            try user.succeed("check")
        }

        @Test(.needs("bwrap"))
        func `paths that a sandbox shows are written as people write them, and one that is nowhere is named`()
            throws
        {
            let user = try UserRepository(.sum())
            let shown = { (paths: String) in
                let study = Study.sum(
                    command: #"cat "$HOME_OF_USER/lent/number" "$CHECKOUT/kept/number" | sort -u"#,
                    evaluator:
                        "  sandbox: {mode: required, read: [\(paths)]}\n  secrets: [HOME_OF_USER, CHECKOUT]")
                try user.repository.write(study.text, to: "hone.yaml")
            }
            try user.repository.write("7\n", to: "../home/lent/number")
            try user.repository.write("7\n", to: "kept/number")
            user.variables["HOME_OF_USER"] = user.surroundings + "/home"
            user.variables["CHECKOUT"] = user.path
            try shown("~/lent, kept")
            #expect(try user.succeed("check").contains("sum 7 "))
            for command in ["check", "run"] {
                try shown("~/lent, kept, ~/gone*")
                let refused = try user.hone(command)
                #expect(refused.status == 1)
                #expect(
                    refused.errors
                        == "Error: The sandbox is to show '~/gone*', and there is no such file\nHint: Correct `evaluator.sandbox.read`\n"
                )
            }
        }

        @Test(.needs("bwrap"), .enabled(if: FileManager.default.isReadableFile(atPath: "/dev/fuse")))
        func `a device that exists is there for commands, and no other`() throws {
            let study = { (devices: String) in
                Study.sum(
                    command: "test -c /dev/fuse && test -r /dev/fuse && echo 1 || echo 2",
                    evaluator: "  sandbox: {mode: required\(devices)}")
            }
            let user = try UserRepository(study(""))
            #expect(try user.succeed("check").contains("sum 2 "))
            try user.repository.write(study(", devices: [/dev/fus?]").text, to: "hone.yaml")
            #expect(try user.succeed("check").contains("sum 1 "))
            try user.repository.write(study(", devices: [/dev/nothing0]").text, to: "hone.yaml")
            #expect(try user.hone("check").errors.contains("'/dev/nothing0', and there is no such file"))
        }

        @Test(arguments: ["check", "run"])
        func `a filter whose program is missing is named`(command: String) throws {
            let user = try UserRepository(.sum(), files: [".gitattributes": "*.txt filter=big\n"])
            for (name, value) in [("process", "no-such-filter"), ("required", "true")] {
                try user.repository.git("config", "filter.big.\(name)", value)
            }
            let result = try user.hone(command)
            #expect(result.status == 1)
            #expect(result.errors.contains("needs 'no-such-filter', which is not installed"))
        }

        @Test func `what git replaces is the original in a run`() throws {
            let user = try UserRepository(.sum(steps: 1), files: [".gitattributes": "*.txt filter=same\n"])
            for name in ["clean", "smudge"] {
                try user.repository.git("config", "filter.same.\(name)", "cat")
            }
            let base = try user.repository.git("rev-parse", "HEAD")
            try user.repository.commit("Other", files: ["numbers.txt": "apples 1\n"])
            let other = try user.repository.git("rev-parse", "HEAD")
            try user.repository.git("reset", "-q", "--hard", base)
            try user.repository.git("replace", base, other)
            #expect(try user.repository.git("show", "HEAD:numbers.txt") == "apples 1")
            try user.succeed("run")
            #expect(try user.steps().first?.score == 163)
        }

        @Test func `slots from which no program can be run are told, with what to do`() throws {
            let user = try UserRepository(
                .sum(steps: 1, command: "judge/sum.sh"), files: ["judge/sum.sh": "#!/bin/sh\necho 1\n"])
            try user.repository.git("update-index", "--chmod=+x", "judge/sum.sh")
            try user.repository.git("commit", "-q", "-m", "It runs")
            let script = """
                mkdir -p "$XDG_CACHE_HOME" && mount -t tmpfs -o noexec tmpfs "$XDG_CACHE_HOME" || exit 77
                "$HONE" run
                """
            let result = try TestProcess.run(
                ["unshare", "--mount", "--map-root-user", "--user", "sh", "-c", script], in: user.path,
                environment: HoneBinary.environment(home: user.surroundings).merging([
                    "HONE": HoneBinary.path
                ]) { $1 })
            if result.status == 77 || result.errors.contains("unshare:") {
                try Test.cancel("this machine does not let a test mount a file system: \(result.errors)")
            }
            #expect(result.status == 1)
            #expect(
                (result.output + result.errors).contains("(noexec): name a folder on another one in `slots`"))
        }

        @Test func `a limit on the size of files is told as what it is`() throws {
            let user = try UserRepository(.sum(steps: 1))
            let result = try TestProcess.run(
                ["sh", "-c", "ulimit -f 400; exec \"$HONE\" run 2>&1 | cat"], in: user.path,
                environment: HoneBinary.environment(home: user.surroundings).merging([
                    "HONE": HoneBinary.path
                ]) { $1 })
            #expect(result.output.contains("File too large"), "\(result.output)")
        }

        @Test func `above the worktrees of a bare repository the hint names them`() throws {
            let user = try UserRepository(.sum())
            let bare = user.surroundings + "/bare"
            try user.repository.git("clone", "-q", "--bare", user.path, bare)
            try user.repository.git("-C", bare, "worktree", "add", "-q", user.surroundings + "/tree", "main")
            for (name, value) in [("name", "Ann"), ("email", "ann@example.com")] {
                try user.repository.git("-C", bare, "config", "user.\(name)", value)
            }
            let result = try user.hone("-C", bare, "run")
            #expect(result.status == 1 && result.errors.contains("one of its worktrees: "))
            try user.succeed("-C", user.surroundings + "/tree", "check")
            #expect(try user.succeed("-C", bare, "status").contains("No runs yet"))
        }

        @Test func `an evaluator's file that was changed since is told to who goes on`() throws {
            let user = try UserRepository(.sum(steps: 1))
            try user.succeed("run")
            #expect(try !user.hone("run", "--resume", "--steps", "2").errors.contains("judge/sum.sh"))
            let judge = try user.repository.git("show", "HEAD:judge/sum.sh")
            try user.repository.write(judge + "\n# mended\n", to: "judge/sum.sh")
            let result = try user.hone("run", "--resume", "--steps", "3")
            #expect(result.status == 0 && result.errors.contains("'judge/sum.sh' of the evaluator differs"))
        }
    }
}

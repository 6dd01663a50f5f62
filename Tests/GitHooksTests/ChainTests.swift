import TestSupport
import Testing

/// The hooks that were there before run first, as they always did.
struct ChainTests {
    @Test func `a user's hook runs first, and what it refuses is refused`() async throws {
        let hooked = try HookedRepository()
        try hooked.repository.git("switch", "-q", "-c", "hone/sort-1/a")
        try hooked.writeHook("#!/bin/sh\necho mine >&2\n", to: "pre-commit")
        try await hooked.install()
        let allowed = try hooked.tryCommit()
        #expect(allowed.status == 0)
        #expect(allowed.errors.hasPrefix("mine\nhone hooks check-commit --branch hone/sort-1/a --tree "))
        try hooked.writeHook("#!/bin/sh\necho no >&2\nexit 7\n", to: "pre-commit.before-hone")
        let refused = try hooked.tryCommit()
        #expect(refused.status == 1)
        #expect(refused.errors == "no\n")
    }

    @Test(arguments: [
        "#!/bin/sh\n", "#! /bin/dash\n", "#!/bin/sh -e\n", "#!/bin/bash\n", "#!/usr/bin/env bash\n",
        "#!/usr/bin/env -S sh -u\n",
    ])
    func `a shell script finds its own name and its neighbors`(firstLine: String) async throws {
        let hooked = try HookedRepository()
        try hooked.writeHook(
            firstLine + "echo \"${0##*/}\" >&2\n. \"$(dirname \"$0\")/part\"\n", to: "pre-commit")
        try hooked.writeHook("echo neighbor >&2\nexit 3\n", to: "part")
        try await hooked.install()
        let result = try hooked.tryCommit()
        #expect(result.errors == "pre-commit\nneighbor\n")
        #expect(result.status == 1)
    }

    @Test func `a script that asks whether it is sourced is not`() async throws {
        let hooked = try HookedRepository()
        try hooked.writeHook(
            "#!/bin/bash\nif [ \"$0\" = \"${BASH_SOURCE[0]}\" ]; then echo run >&2; fi\n", to: "pre-commit")
        try await hooked.install()
        #expect(try hooked.tryCommit().errors == "run\n")
    }

    @Test func `a program that is no shell script runs`() async throws {
        let hooked = try HookedRepository()
        try hooked.writeHook("#!/usr/bin/awk BEGIN { exit 5 } -f\n", to: "pre-commit")
        try hooked.writeHook(
            "#!/usr/bin/env -S perl -w\nprint STDERR \"perl\\n\"; exit 1;\n", to: "pre-commit")
        try await hooked.install()
        let result = try hooked.tryCommit()
        #expect(result.errors == "perl\n")
        #expect(result.status == 1)
    }

    @Test func `a hook that git would not have run is not run`() async throws {
        let hooked = try HookedRepository()
        try hooked.repository.write("#!/bin/sh\nexit 1\n", to: ".git/hooks/pre-commit")
        try await hooked.install()
        #expect(try hooked.tryCommit().status == 0)
    }

    @Test func `a user's hook gets the arguments and the input`() async throws {
        let hooked = try HookedRepository()
        let repository = hooked.repository
        try hooked.writeHook("#!/bin/sh\necho \"$@\" >&2\ncat >&2\n", to: "post-rewrite")
        try hooked.writeHook("#!/bin/sh\necho \"$@\" >&2\ncat >&2\nexit 4\n", to: "pre-push")
        try await hooked.install()
        let old = try repository.git("rev-parse", "HEAD")
        let amended = try repository.runGit(["commit", "-q", "--amend", "-m", "Other words"])
        let new = try repository.git("rev-parse", "HEAD")
        #expect(amended.errors == "amend\n\(old) \(new)\n")
        let remote = repository.directory.path + "/remote"
        try repository.git("init", "-q", "--bare", remote)
        let pushed = try repository.runGit(["push", "-q", remote, "main"])
        let none = String(repeating: "0", count: 40)
        #expect(
            pushed.errors.hasPrefix(
                "\(remote) \(remote)\nrefs/heads/main \(new) refs/heads/main \(none)\n"))
        #expect(pushed.status == 1)
    }
}

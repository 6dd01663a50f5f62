import Foundation
import TestSupport
import Testing
import Wiring

@testable import Operations

struct InstallTests {
    @Test func `hooks are put in place once, and taken away without a trace`() async throws {
        let hooked = try HookedRepository()
        let before = try hooked.hooks()
        let first = try await hooked.install()
        #expect(first.hooks.map(\.found) == [.current, .current, .current])
        #expect(first.reach == .repository)
        let installed = try hooked.hooks()
        let again = try await hooked.install()
        #expect(again == first)
        #expect(try hooked.hooks() == installed)
        try await hooked.uninstall()
        #expect(try hooked.hooks() == before)
        #expect(!FileManager.default.fileExists(atPath: hooked.path + "/.git/hone"))
        let last = try await hooked.uninstall()
        #expect(last.hooks.map(\.found) == [.nothing, .nothing, .nothing])
    }

    @Test func `a folder that had to be made is removed again`() async throws {
        let hooked = try HookedRepository()
        try FileManager.default.removeItem(atPath: hooked.path + "/.git/hooks")
        try await hooked.install()
        try await hooked.install()
        try await hooked.uninstall()
        #expect(!FileManager.default.fileExists(atPath: hooked.path + "/.git/hooks"))
    }

    @Test func `a user's hooks come back byte for byte, links and modes too`() async throws {
        let hooked = try HookedRepository()
        try hooked.writeHook("#!/bin/sh\nexit 0 # \u{E9}\n\n", to: "pre-commit")
        try hooked.repository.write("never run\n", to: ".git/hooks/pre-push")
        try FileManager.default.createSymbolicLink(
            atPath: hooked.path + "/.git/hooks/post-rewrite", withDestinationPath: "../../tools/rewrite")
        let before = try hooked.hooks()
        let report = try await hooked.install()
        #expect(report.hooks.allSatisfy { $0.found == .current && $0.keepsAnother })
        try await hooked.install()
        try await hooked.uninstall()
        #expect(try hooked.hooks() == before)
    }

    @Test func `the hooks go where core.hooksPath says`() async throws {
        let hooked = try HookedRepository()
        try hooked.repository.git("config", "core.hooksPath", ".githooks")
        try hooked.writeHook("#!/bin/sh\necho mine >&2\n", to: "pre-commit", in: ".githooks")
        let before = try hooked.hooks(in: ".githooks")
        let untouched = try hooked.hooks()
        let report = try await hooked.install()
        #expect(report.folder == hooked.path + "/.githooks")
        #expect(report.reach == .checkout)
        #expect(try hooked.hooks() == untouched)
        #expect(try hooked.tryCommit().errors == "mine\n")
        try await hooked.uninstall()
        #expect(try hooked.hooks(in: ".githooks") == before)
    }

    @Test(arguments: ["/dev/null", "sort.c", "no/such/folder"])
    func `where no hook can be put, nothing changes and the reason is said`(place: String) async throws {
        let hooked = try HookedRepository()
        try hooked.repository.git("config", "core.hooksPath", place)
        let path = place.hasPrefix("/") ? place : hooked.path + "/" + place
        let problem = await #expect(throws: Problem.self) { try await hooked.install() }
        guard case .hooks(.unusableFolder(path, _)) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(!FileManager.default.fileExists(atPath: hooked.path + "/.git/hone"))
    }

    @Test func `a linked worktree has the hooks of its repository`() async throws {
        let hooked = try HookedRepository()
        let linked = hooked.repository.directory.path + "/linked"
        try hooked.repository.git("worktree", "add", "-q", "-b", "hone/sort-1/a", linked)
        let report = try await hooked.install(in: linked)
        #expect(report.folder == hooked.path + "/.git/hooks")
        let commit = try TestProcess.run(
            ["git", "commit", "-q", "--allow-empty", "-m", "x"], in: linked,
            environment: hooked.repository.environment)
        #expect(commit.errors.hasPrefix("hone hooks check-commit --branch hone/sort-1/a --tree "))
        try await hooked.uninstall()
        #expect(try hooked.hooks().keys.allSatisfy { $0.hasSuffix(".sample") })
    }

    @Test func `a submodule's checkout has hooks of its own`() async throws {
        let hooked = try HookedRepository()
        let outer = hooked.repository.directory.path + "/outer"
        try hooked.repository.git("init", "-q", outer)
        try hooked.repository.git(
            "-C", outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", hooked.path,
            "inner")
        let report = try await hooked.install(in: outer + "/inner")
        #expect(report.folder == outer + "/.git/modules/inner/hooks")
        #expect(report.reach == .repository)
        #expect(report.hooks.map(\.found) == [.current, .current, .current])
        let switched = try TestProcess.run(
            ["sh", "-c", "git switch -q -c hone/sort-1/a && git commit -q --allow-empty -m x"],
            in: outer + "/inner", environment: hooked.repository.environment)
        #expect(switched.errors.hasPrefix("hone hooks check-commit --branch hone/sort-1/a --tree "))
    }

    @Test func `a folder of hooks for many repositories is named as such`() async throws {
        let hooked = try HookedRepository()
        let shared = hooked.repository.directory.path + "/shared"
        try FileManager.default.createDirectory(atPath: shared, withIntermediateDirectories: true)
        try hooked.repository.git("config", "core.hooksPath", shared)
        #expect(try await hooked.install().reach == .shared)
        try await hooked.uninstall()
        #expect(try FileManager.default.contentsOfDirectory(atPath: shared).isEmpty)
    }

    @Test func `a hook that another program put over hone's is left alone`() async throws {
        let hooked = try HookedRepository()
        try hooked.writeHook("#!/bin/sh\nexit 0\n", to: "pre-push")
        try await hooked.install()
        try hooked.writeHook("#!/bin/sh\nexit 1\n", to: "pre-push")
        let covered = try hooked.hooks()
        let path = hooked.path + "/.git/hooks/pre-push"
        let problem = Problem.hooks(.covered(.prePush, path: path, kept: path + ".before-hone"))
        await #expect(throws: problem) { try await hooked.install() }
        await #expect(throws: problem) { try await hooked.uninstall() }
        #expect(try hooked.hooks() == covered)
    }

    @Test func `what an interrupted installation left is put right`() async throws {
        let hooked = try HookedRepository()
        let before = try hooked.hooks()
        try hooked.writeHook("#!/bin/sh\nexit 0\n", to: "pre-commit.before-hone")
        try hooked.writeHook("#!/bin", to: "pre-commit.hone-new")
        let found = try await hooked.report().hooks[0]
        #expect(found == HookStatus(hook: .preCommit, found: .nothing, keepsAnother: true))
        try await hooked.install()
        try await hooked.uninstall()
        #expect(Set(try hooked.hooks().keys) == Set(before.keys).union(["pre-commit"]))
        #expect(try hooked.repository.read(".git/hooks/pre-commit") == "#!/bin/sh\nexit 0\n")
    }

    @Test func `hone's hook of another version is renewed`() async throws {
        let hooked = try HookedRepository()
        try hooked.writeHook("#!/bin/sh\n# hone: an older one\nexit 1\n", to: "pre-commit")
        #expect(try await hooked.report().hooks[0].found == .outdated)
        try await hooked.install()
        #expect(
            try await hooked.report().hooks[0]
                == HookStatus(
                    hook: .preCommit, found: .current, keepsAnother: false))
    }
}

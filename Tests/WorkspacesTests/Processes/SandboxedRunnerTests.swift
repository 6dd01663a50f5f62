import Foundation
import TestSupport
import Testing

@testable import Workspaces

@Suite(.ownThread)
struct SandboxedRunnerTests {
    @Test(arguments: Mode.allCases)
    func `output, input and exit code are passed on`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let result = try await SandboxedRunner(sandbox).script(
            "cat; echo wrong >&2; exit 3", input: Array("hello".utf8))
        #expect(result.ending == .exited(3))
        #expect(result.stdout.text == "hello")
        #expect(result.stderr.text == "wrong\n")
    }

    @Test(arguments: Mode.allCases)
    func `the environment is what was given`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let result = try await SandboxedRunner(sandbox).run(
            ProcessRequest(
                words: ["/usr/bin/env"], directory: "/", environment: ["PATH": "/usr/bin:/bin", "A": "b"],
                timeout: .seconds(30)))
        let names = Set(result.stdout.text.split(separator: "\n").map { $0.prefix { $0 != "=" } })
        #expect(names.isSubset(of: ["PATH", "A", "PWD"]))
        #expect(result.stdout.text.contains("A=b\n"))
    }

    @Test(arguments: Mode.allCases)
    func `a signal is told from an exit code`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let result = try await SandboxedRunner(sandbox).script("kill -SEGV $$")
        #expect(result.ending == .signaled(SIGSEGV))
    }

    @Test(arguments: Mode.allCases)
    func `a group that ignores the polite signal is killed whole at the limit`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let marker = "600.\(UInt32.random(in: 0 ... .max))"
        let result = try await SandboxedRunner(sandbox).script(
            "trap '' TERM; (trap '' TERM; sleep \(marker); sleep \(marker)) & echo up; sleep \(marker); sleep 600",
            timeout: .seconds(2))
        #expect(result.ending == .timedOut)
        #expect(result.stdout.text == "up\n")
        try await eventually { ProcessTable.commands(containing: marker).isEmpty }
    }

    @Test(arguments: Mode.allCases)
    func `what the leader leaves behind does not hold the run up`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let marker = "600.\(UInt32.random(in: 0 ... .max))"
        let result = try await SandboxedRunner(sandbox).script("sleep \(marker) & echo done")
        #expect(result.ending == .exited(0))
        #expect(result.stdout.text == "done\n")
        #expect(result.wallSeconds < 120)
        try await eventually { ProcessTable.commands(containing: marker).isEmpty }
    }

    @Test(arguments: Mode.allCases)
    func `a cancelled run kills the group before it returns`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let folder = try TemporaryDirectory()
        let marker = "600.\(UInt32.random(in: 0 ... .max))"
        let confinement = Confinement(binds: [.init(folder.path, .writable)])
        let run = Task {
            try await SandboxedRunner(sandbox).script(
                "trap '' TERM; touch up; sleep \(marker) & sleep \(marker)", in: folder.path,
                confinement: confinement)
        }
        try await eventually { FileManager.default.fileExists(atPath: folder.path + "/up") }
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        try await eventually { ProcessTable.commands(containing: marker).isEmpty }
    }

    @Test(arguments: Mode.allCases)
    func `output beyond the limit is drained and counted`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let result = try await SandboxedRunner(sandbox).script(
            "echo first; head -c 3000000 /dev/zero; echo last", limit: 1000)
        #expect(result.ending == .exited(0))
        #expect(result.stdout.head.count + result.stdout.tail.count == 1000)
        #expect(result.stdout.dropped == 3_000_011 - 1000)
        #expect(result.stdout.text.hasPrefix("first\n"))
        #expect(result.stdout.text.hasSuffix("last\n"))
    }

    @Test(arguments: Mode.allCases)
    func `a memory limit that is hit is an outcome of its own`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let result = try await SandboxedRunner(sandbox).script(
            "dd if=/dev/zero of=/dev/null bs=512M count=1", confinement: Confinement(memory: 100 << 20))
        #expect(result.ending == .outOfMemory)
    }

    @Test(arguments: Mode.allCases)
    func `a command that is not there does not start`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let request = ProcessRequest(
            words: ["no-such-command"], directory: "/", environment: ["PATH": "/usr/bin:/bin"],
            timeout: .seconds(5))
        await #expect(throws: WorkspaceError.executableNotFound("no-such-command")) {
            try await SandboxedRunner(sandbox).run(request)
        }
    }

    @Test(arguments: Mode.allCases)
    func `a script without an interpreter is the shell's`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let folder = try TemporaryDirectory()
        try folder.write("echo $0 $1\n", to: "script")
        chmod(folder.path + "/script", 0o755)
        let result = try await SandboxedRunner(sandbox).run(
            ProcessRequest(
                words: ["./script", "word"], directory: folder.path, environment: ["PATH": "/usr/bin:/bin"],
                timeout: .seconds(30), confinement: Confinement(binds: [.init(folder.path, .readOnly)])))
        #expect(result.stdout.text == "./script word\n")
    }

    @Test(arguments: [
        ("/no/such/program", 127, "No such file or directory"), ("/etc", 126, "Permission denied"),
    ])
    func `what cannot be run is said as a shell says it`(program: String, code: Int32, reason: String)
        async throws
    {
        let result = try await SandboxedRunner(.plain(.turnedOff)).run(
            ProcessRequest(words: [program], directory: "/", environment: [:], timeout: .seconds(30)))
        #expect(result.ending == .exited(code))
        #expect(result.stderr.text == "\(program): \(reason)\n")
    }

    @Test func `a folder that is not there is said`() async throws {
        let result = try await SandboxedRunner(.plain(.turnedOff)).script("true", in: "/no/such/folder")
        #expect(result.ending == .exited(126))
        #expect(result.stderr.text == "/no/such/folder: No such file or directory\n")
    }

    @Test func `a command inherits no file, no signal that is ignored, and no limit but its own`()
        async throws
    {
        let result = try await SandboxedRunner(.plain(.turnedOff)).script(
            "exec 2>&1; ls /proc/self/fd | tr '\\n' ' '; grep -E 'Sig(Ign|Blk)' /proc/self/status | cut -f2 | tr '\\n' ' '; ulimit -v",
            confinement: Confinement(memory: 1 << 30))
        let words = result.stdout.text.split { $0.isWhitespace }
        // The folder that is listed is the fourth. Two signals are the C library's own.
        #expect(words.prefix(4) == ["0", "1", "2", "3"])
        #expect(
            words.dropFirst(4).prefix(2).map { UInt64($0, radix: 16).map { $0 & ~0x1_8000_0000 } } == [0, 0])
        #expect(words.last == "\(1 << 20)")
    }
}

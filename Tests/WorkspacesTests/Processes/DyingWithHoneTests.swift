import Foundation
import TestSupport
import Testing

@testable import Workspaces

/// hone is played by a shell, which is killed the way nobody can prepare for.
@Suite(.ownThread)
struct DyingWithHoneTests {
    private let folder: TemporaryDirectory
    private let marker = "600.\(UInt32.random(in: 0 ... .max))"

    init() throws { folder = try TemporaryDirectory() }

    /// Starts the shell, waits for it to say that it is up and for the marked processes, kills it, and waits for theirs.
    private func expectDeath(of script: String, arguments: [String]) async throws {
        let shell = try StartedProcess(
            ["/bin/sh", "-c", script, "sh"] + arguments, in: folder.path,
            environment: ["PATH": "/usr/bin:/bin"])
        let up = folder.path + "/up"
        // Words of a process of their own begin its line: in the sandbox's they stand behind others before it is set up.
        try await eventually {
            FileManager.default.fileExists(atPath: up)
                && ProcessTable.commands(containing: marker).contains { $0.hasPrefix("sleep ") }
        }
        shell.send(SIGKILL)
        try await eventually { ProcessTable.commands(containing: marker).isEmpty }
    }

    @Test func `the watchdog kills the whole group`() async throws {
        let leader = Watchdog.killedWithParent([
            "/bin/sh", "-c", "(trap '' TERM; exec sleep \(marker)) & sleep \(marker)",
        ])
        let script = """
            dog=$1; shift; mkfifo pipe; setsid sh -c "$dog" < pipe & exec 9> pipe
            setsid "$@" 9>&- & echo $! >&9; touch up; wait
            """
        try await expectDeath(of: script, arguments: [Watchdog.script] + leader)
    }

    @Test func `a sandbox ends with what started it`() async throws {
        guard case .bubblewrap(let executable) = try await Mode.sandboxed.sandbox else { return }
        let request = ProcessRequest(
            words: ["sh", "-c", "(trap '' TERM; setsid sleep \(marker)) & sleep \(marker)"], directory: "/",
            environment: [:], timeout: .seconds(60))
        let words = BubblewrapCommand(executable: executable, toolchain: Toolchain(hidden: [])).words(
            for: request)
        try await expectDeath(of: "\"$@\" & touch up; wait", arguments: words)
    }

    @Test func `a watchdog that is told farewell harms nobody`() async throws {
        let marker = self.marker
        let result = try await SandboxedRunner(.plain(.turnedOff)).script("echo \(marker)")
        #expect(result.succeeded)
        try await eventually { ProcessTable.commands(containing: marker).isEmpty }
    }
}

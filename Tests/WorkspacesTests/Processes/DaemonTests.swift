import Foundation
import TestSupport
import Testing

@testable import Workspaces

/// What commands leave running, in ways that hide it; each prints its process ID.
///
/// One after another: what kills keepers must not meet what kills the keeper of all.
@Suite(.ownThread, .serialized)
struct DaemonTests {
    enum Hiding: String, CaseIterable {
        case session = "setsid env -i sh -c 'echo $$; exec sleep 600' &"
        case twoForks = "(setsid env -i sh -c '(trap \"\" HUP TERM INT; echo $$; exec sleep 600) &' &)"
        case stopped = "setsid env -i sh -c 'echo $$; kill -STOP $$' &"
        /// Another name, no environment, no right to look at it or trace it, no signal that it takes, and no output.
        case everything = """
            perl -MPOSIX -e '
                exit if fork; POSIX::setsid(); exit if fork; %ENV = ();
                $SIG{$_} = "IGNORE" for grep { !/KILL|STOP|NUM|RT/ } keys %SIG;
                $0 = "[kworker/0:1]"; chdir "/"; syscall(157, 4, 0, 0, 0, 0);
                $| = 1; print "$$\\n"; close STDOUT; close STDERR; sleep 600' &
            """
        /// More of them than one look finds, each in a session of its own.
        case many =
            "perl -MPOSIX -e '$| = 1; for (1 .. 6) { fork; POSIX::setsid() } print \"$$\\n\"; sleep 600' &"

        var count: Int { self == .many ? 64 : 1 }
    }

    private let runner = SandboxedRunner(.plain(.turnedOff))
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// A script that hides daemons, waits until all have said their IDs, and goes on as `end` says.
    private func script(_ hiding: Hiding, end: String) -> String {
        """
        { \(hiding.rawValue)
        } >> ids 2> errors
        while [ $(wc -l < ids) -lt \(hiding.count) ]; do sleep 0.01; done
        touch up; \(end)
        """
    }

    /// The daemons that there are by now.
    private func living(_ expected: Int) throws -> [String] {
        let identifiers = try folder.read("ids").split(separator: "\n").map(String.init)
        #expect(identifiers.count == expected)
        return identifiers.filter { FileManager.default.fileExists(atPath: "/proc/\($0)") }
    }

    @Test(arguments: Hiding.allCases)
    func `no daemon is left when its command has ended`(hiding: Hiding) async throws {
        let result = try await runner.script(script(hiding, end: "exit 3"), in: folder.path)
        #expect(result.ending == .exited(3))
        #expect(try living(hiding.count) == [])
    }

    @Test func `nor when its time was over`() async throws {
        let script = script(.everything, end: "trap '' TERM; sleep 600")
        let result = try await runner.script(script, in: folder.path, timeout: .seconds(2))
        #expect(result.ending == .timedOut)
        #expect(try living(1) == [])
    }

    @Test func `nor when it was canceled`() async throws {
        let run = Task { try await runner.script(script(.everything, end: "sleep 600"), in: folder.path) }
        try await eventually { FileManager.default.fileExists(atPath: folder.path + "/up") }
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(try living(1) == [])
    }

    @Test func `nor when somebody kills its keeper`() async throws {
        let script = script(.everything, end: "kill -KILL $PPID; sleep 600")
        let result = try await runner.script(script, in: folder.path)
        #expect(result.ending == .signaled(SIGKILL))
        try await eventually { try living(1).isEmpty }
        #expect(try await runner.script("echo on").stdout.text == "on\n")
    }

    @Test func `nor when somebody kills the keeper of all`() async throws {
        let script = script(.session, end: "kill -KILL $(cut -d' ' -f4 /proc/$PPID/stat)")
        #expect(try await runner.script(script, in: folder.path).succeeded)
        #expect(try living(1) == [])
        #expect(try await runner.script("echo on").stdout.text == "on\n")
    }

    @Test func `commands are run once each while somebody kills the keeper of all`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                let end = number == 10 ? "; kill -KILL $(cut -d' ' -f4 /proc/$PPID/stat)" : ""
                group.addTask {
                    let result = try await runner.script("echo \(number) >> ran\(end)", in: folder.path)
                    #expect(result.succeeded)
                }
            }
            try await group.waitForAll()
        }
        let ran = try folder.read("ran").split(separator: "\n").compactMap { Int($0) }
        #expect(ran.sorted() == Array(0..<40))
    }

    @Test func `a command's end is no other's`() async throws {
        let run = Task {
            try await runner.script(
                script(.session, end: "while [ ! -e go ]; do sleep 0.01; done"), in: folder.path)
        }
        try await eventually { FileManager.default.fileExists(atPath: folder.path + "/up") }
        let other = try TemporaryDirectory()
        _ = try await runner.script("setsid sleep 600 &", in: other.path)
        #expect(try living(1).count == 1)
        try folder.write("", to: "go")
        #expect(try await run.value.succeeded)
        #expect(try living(1) == [])
    }

    @Test func `daemons of the user's own programs go on`() async throws {
        let request = ProcessRequest(
            words: ["sh", "-c", script(.session, end: "exit 0")], directory: folder.path,
            environment: ["PATH": "/usr/bin:/bin"], timeout: .seconds(60), daemons: .spared)
        #expect(try await runner.run(request).succeeded)
        let daemons = try living(1)
        #expect(daemons.count == 1)
        for daemon in daemons.compactMap({ pid_t($0) }) { kill(daemon, SIGKILL) }
        try await eventually { try living(1).isEmpty }
    }

    @Test func `the superuser's commands leave no mount and no file that cannot be removed`() async throws {
        try folder.write("", to: "over/there")
        // Others may do neither in the first place.
        _ = try await runner.script(
            "mount -t tmpfs none over; touch file; chattr +i file; true", in: folder.path)
        #expect(FileManager.default.fileExists(atPath: folder.path + "/over/there"))
        #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder.path + "/file") }
    }

    @Test func `a daemon in the sandbox ends with its command`() async throws {
        let runner = SandboxedRunner(try await Mode.sandboxed.sandbox)
        let marker = "600.\(UInt32.random(in: 0 ... .max))"
        let result = try await runner.script(
            "setsid sh -c 'setsid env -i sleep \(marker) & sleep \(marker)' >&- 2>&- & echo up")
        #expect(result.stdout.text == "up\n")
        #expect(ProcessTable.commands(containing: marker) == [])
    }
}

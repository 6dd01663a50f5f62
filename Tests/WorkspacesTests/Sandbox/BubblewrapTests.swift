import Foundation
import StudyModel
import TestSupport
import Testing

@testable import Workspaces

struct BubblewrapTests {
    @Test func `what is not bound cannot be seen`() async throws {
        let sandbox = try await Mode.sandboxed.sandbox
        let folder = try TemporaryDirectory()
        try folder.write("secret", to: "file")
        let seen = try await SandboxedRunner(sandbox).script("cat \(folder.path)/file; ls /root /home 2>&1")
        #expect(!seen.stdout.text.contains("secret"))
        #expect(!seen.succeeded)
    }

    @Test func `a read-only bind cannot be written`() async throws {
        let sandbox = try await Mode.sandboxed.sandbox
        let folder = try TemporaryDirectory()
        try folder.write("kept", to: "file")
        let confinement = Confinement(binds: [.init(folder.path, at: "/hone/input", .readOnly)])
        let result = try await SandboxedRunner(sandbox).script(
            "cat /hone/input/file; echo x > /hone/input/file", confinement: confinement)
        #expect(result.stdout.text == "kept")
        #expect(!result.succeeded)
        #expect(try folder.read("file") == "kept")
    }

    @Test func `the network is off unless asked for`() async throws {
        let sandbox = try await Mode.sandboxed.sandbox
        let interfaces = "tail -n +3 /proc/net/dev | wc -l"
        let off = try await SandboxedRunner(sandbox).script(interfaces)
        let on = try await SandboxedRunner(sandbox).script(interfaces, confinement: Confinement(network: .on))
        let plain = try await SandboxedRunner(.plain(.turnedOff)).script(interfaces)
        #expect(off.stdout.text.trimmingCharacters(in: .whitespacesAndNewlines) == "1")
        #expect(on.stdout.text == plain.stdout.text)
    }

    @Test func `a required sandbox that is not there is an error`() async throws {
        let folder = try TemporaryDirectory()
        await #expect(
            throws: WorkspaceError.sandboxUnavailable(
                reason: Sandbox.Absence.notInstalled.words, isInstalled: false)
        ) {
            try await Sandbox.detect(mode: .required, environment: ["PATH": folder.path])
        }
        let found = try await Sandbox.detect(mode: .auto, environment: ["PATH": folder.path])
        #expect(found == .plain(.notInstalled))
    }

    @Test func `a bubblewrap that does not work is said and not used`() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("#!/bin/sh\necho No permissions to create namespace >&2\nexit 1\n", to: "bwrap")
        chmod(folder.path + "/bwrap", 0o755)
        let found = try await Sandbox.detect(mode: .auto, environment: ["PATH": folder.path])
        guard case .plain(.notWorking(let reason)) = found else {
            Issue.record("found \(found)")
            return
        }
        #expect(reason.contains("No permissions"))
    }
}

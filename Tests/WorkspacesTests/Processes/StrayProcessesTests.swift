import Foundation
import StudyModel
import TestSupport
import Testing

@testable import Workspaces

@Suite(.ownThread)
struct StrayProcessesTests {
    @Test(arguments: Mode.allCases)
    func `a daemon of a slot's command ends with the command`(mode: Mode) async throws {
        let sandbox = try await mode.sandbox
        let fixture = try SlotFixture()
        let subject = fixture.base
        let marker = "600.\(UInt32.random(in: 0 ... .max))"
        try await fixture.pool(sandbox: sandbox).withSlot(.evaluation) { slot in
            try await slot.move(to: subject)
            let environment = EnvironmentBuilder(
                inherited: ["PATH": "/usr/bin:/bin"], sandbox: sandbox
            ).environment(for: slot.site)
            let result = try await SandboxedRunner(sandbox).run(
                ProcessRequest(
                    words: [
                        "sh", "-c",
                        "setsid sh -c 'setsid sleep \(marker) & sleep \(marker)' >&- 2>&- & echo up",
                    ],
                    directory: slot.path, environment: environment, timeout: .seconds(60),
                    confinement: slot.site.confinement(SandboxSettings())))
            #expect(result.stdout.text == "up\n")
        }
        try await eventually { ProcessTable.commands(containing: marker).isEmpty }
    }

    @Test func `a command that has somebody else's home has no strays`() {
        let request = ProcessRequest(
            words: ["true"], directory: "/", environment: ["HOME": "/root"], timeout: .seconds(1),
            confinement: Confinement(binds: [.init("/root", .writable)]))
        #expect(StrayProcesses(of: request) == nil)
    }
}

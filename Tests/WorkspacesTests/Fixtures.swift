import Foundation
import Git
import StudyModel
import TestSupport
import Testing

@testable import Workspaces

/// This process's own environment, as the command line would hand it down.
let environment = ProcessInfo.processInfo.environment

/// The sandbox that works here, found out once.
let detected = Task { try await Sandbox.detect(mode: .auto, environment: environment) }

/// Both ways of running.
enum Mode: CaseIterable, Sendable {
    case plain, sandboxed

    /// Where no sandbox works here, the case is called off, and says so; of one among several cases the library alone says nothing.
    var sandbox: Sandbox {
        get async throws {
            if self == .plain { return .plain(.turnedOff) }
            let found = try await detected.value
            guard case .plain(let absence) = found else { return found }
            print("➜ \(Test.current?.name ?? "A test") in a sandbox skipped: \(absence.words)")
            try Test.cancel("no sandbox here: \(absence.words)")
        }
    }
}

extension SandboxedRunner {
    /// Runs a script and waits for it.
    func script(
        _ text: String, in directory: String = "/", timeout: Duration = .seconds(30),
        environment added: [String: String] = [:], input: [UInt8]? = nil,
        confinement: Confinement = Confinement(), limit: Int = CapturedOutput.usualLimit
    ) async throws -> ProcessResult {
        try await run(
            ProcessRequest(
                words: ["sh", "-c", text], directory: directory,
                environment: ["PATH": "/usr/bin:/bin"].merging(added) { $1 }, timeout: timeout, input: input,
                confinement: confinement, outputLimit: limit))
    }
}

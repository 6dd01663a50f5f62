import Foundation
import Git
import StudyModel
import TestSupport

@testable import Workspaces

/// This process's own environment, as the command line would hand it down.
let environment = ProcessInfo.processInfo.environment

/// The sandbox that works here, found out once.
let detected = Task { try await Sandbox.detect(mode: .auto, environment: environment) }

/// Both ways of running, or only the plain one where no sandbox works here.
enum Mode: CaseIterable, Sendable {
    case plain, sandboxed

    /// `nil` where there is no sandbox.
    var sandbox: Sandbox? {
        get async throws {
            if self == .plain { return .plain(.turnedOff) }
            let found = try await detected.value
            if case .bubblewrap = found { return found }
            print("Skipped: \(found)")
            return nil
        }
    }
}

extension SandboxedRunner {
    /// Runs a script and waits for it.
    func script(
        _ text: String, in directory: String = "/", timeout: Duration = .seconds(30),
        environment added: [String: String] = [:], input: [UInt8]? = nil,
        confinement: Confinement = Confinement(), limit: Int = ProcessRequest.defaultOutputLimit
    ) async throws -> ProcessResult {
        try await run(
            ProcessRequest(
                words: ["sh", "-c", text], directory: directory,
                environment: ["PATH": "/usr/bin:/bin"].merging(added) { $1 }, timeout: timeout, input: input,
                confinement: confinement, outputLimit: limit))
    }
}

/// Tells whether any process has this text in its command line.
func isRunning(_ marker: String) -> Bool {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.contains { process in
        guard Int(process) != nil, Int(process) != Int(getpid()) else { return false }
        let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
        return String(decoding: line, as: UTF8.self).contains(marker)
    }
}

/// Waits until something holds, and tells whether it came to hold within ten seconds.
func eventually(_ condition: () -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(90)
    while ContinuousClock.now < end {
        if condition() { return true }
        try await Task.sleep(for: .milliseconds(5))
    }
    return condition()
}

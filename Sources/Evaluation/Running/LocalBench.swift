import Platform
import StudyModel
import Workspaces

/// What all workplaces of this machine share: how processes are started, confined and kept from disturbing each other.
struct LocalBench: Sendable {
    let runner: SandboxedRunner
    let sandbox: Sandbox
    let environment: EnvironmentBuilder
    let settings: EvaluatorSettings
    let lock: MachineLock
    /// Which steps of a trace are read.
    let horizon: CreditHorizon

    /// Runs one call in a slot; `exchange` is where the command and hone hand files to each other.
    func run(_ call: Call, at site: SlotSite, exchange: ExchangeFolder?) async throws -> ProcessResult {
        let confinement = site.confinement(settings.sandbox)
        let files = exchange?.variables { sandbox.visiblePath($0, in: confinement) } ?? [:]
        let request = ProcessRequest(
            words: call.command.run.words, directory: site.slot,
            environment: environment.environment(
                for: site, secrets: call.phase.isMeasuring ? settings.secrets : [],
                adding: call.variables.merging(files) { _, path in path }),
            timeout: call.command.timeout, confinement: confinement)
        switch call.lock {
        case .none: return explained(try await start(request), site)
        case .machine: return explained(try await lock.holding { try await start(request) }, site)
        }
    }

    /// Says beside what the shell says of a program that it could not start what is behind that.
    private func explained(_ result: ProcessResult, _ site: SlotSite) -> ProcessResult {
        guard result.ending == .exited(126) || result.ending == .exited(127),
            !HostFile.runsPrograms(from: site.slot)
        else { return result }
        var explained = result
        explained.stderr = CapturedOutput(
            text: result.stderr.text + "\n\(site.slot) is on a file system from which no program can be run "
                + "(noexec): name a folder on another one in `slots`\n")
        return explained
    }

    /// Runs a process; a program that is not there ends it as a shell would say so, with 127.
    private func start(_ request: ProcessRequest) async throws -> ProcessResult {
        do {
            return try await runner.run(request)
        } catch WorkspaceError.executableNotFound(let name) where name == request.words[0] {
            return ProcessResult(
                ending: .exited(127), stdout: CapturedOutput(),
                stderr: CapturedOutput(text: name + ": not found"),
                wallSeconds: 0)
        }
    }
}

import StudyModel

extension Sandbox {
    /// Finds out how processes can be confined here, by a trial run.
    ///
    /// Throws `WorkspaceError.sandboxUnavailable` where the mode is `required` and there is no sandbox that works.
    package static func detect(
        mode: SandboxSettings.Mode, environment: [String: String]
    ) async throws -> Sandbox {
        guard mode != .off else { return .plain(.turnedOff) }
        let found = try await attempt(path: environment["PATH"] ?? "")
        guard case .plain(let absence) = found, mode == .required else { return found }
        throw WorkspaceError.sandboxUnavailable(reason: absence.words, isInstalled: absence != .notInstalled)
    }

    private static func attempt(path: String) async throws -> Sandbox {
        guard let executable = try? ProgramSearch(directory: "/", path: path).find("bwrap") else {
            return .plain(.notInstalled)
        }
        let trial = BubblewrapCommand(executable: executable, toolchain: Toolchain(hidden: [])).trial
        let result = try await ProcessTree(
            words: trial, directory: "/", environment: [:], timeout: .seconds(10)
        ).run()
        guard result.status != .exited(0) else { return .bubblewrap(executable: executable) }
        return .plain(.notWorking(result.report.stderr.lastLines(1)))
    }
}

extension Sandbox.Absence {
    /// The reason in a few words, for a message's `Caused by:`.
    package var words: String {
        switch self {
        case .turnedOff: "the study turns it off"
        case .notInstalled: "bubblewrap (bwrap) is not installed"
        case .notWorking(let message): "bubblewrap does not work here: \(message)"
        }
    }
}

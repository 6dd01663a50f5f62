import Platform
import StudyModel
import Workspaces

/// Which of the files that an agent's command names it finds where it runs, looked at before anything is proposed.
///
/// The command itself is not run: it may cost money, and change what it likes.
package struct AgentReach: Sendable {
    private let settings: AgentSettings
    private let sandbox: SandboxSettings
    private let checkout: String
    private let bench: AgentBench

    /// - Parameters:
    ///   - sandbox: what the study shows to its programs.
    ///   - checkout: the user's, in which relative names are meant.
    package init(_ settings: AgentSettings, sandbox: SandboxSettings, checkout: String, bench: AgentBench) {
        self.settings = settings
        self.sandbox = sandbox
        self.checkout = checkout
        self.bench = bench
    }

    /// Returns the names in the command of files that are on this machine, for the user, and not in a slot that holds a candidate; none for an agent that
    /// hone starts by itself.
    package func missing(at candidate: Subject) async throws -> [String] {
        guard case .command(let command) = settings.program else { return [] }
        let named = files(in: command)
        guard !named.isEmpty else { return [] }
        return try await bench.pool.withSlot(.agent) { slot in
            try await slot.move(to: candidate)
            var confinement = slot.site.confinement(sandbox)
            confinement.binds += bench.binds(of: command.words[0])
            let look = #"for file; do [ -e "$file" ] || echo "$file"; done"#
            let result = try await bench.runner.run(
                ProcessRequest(
                    words: ["/bin/sh", "-c", look, "sh"] + named, directory: slot.path,
                    environment: bench.environment.environment(for: slot.site, secrets: [], adding: [:]),
                    timeout: .seconds(60), confinement: confinement))
            let absent = Set(result.stdout.text.split(separator: "\n").map(String.init))
            return named.filter(absent.contains)
        }
    }

    /// What a command says that is a file's name for the user.
    private func files(in command: CommandLine) -> [String] {
        var seen: Set<String> = []
        return command.mentions.filter { word in
            !word.isEmpty && seen.insert(word).inserted
                && HostFile.exists(word.hasPrefix("/") ? word : checkout + "/" + word)
        }
    }
}

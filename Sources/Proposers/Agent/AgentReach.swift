import Platform
import StudyModel
import Workspaces

/// What an agent finds where it runs, looked at before anything is proposed.
///
/// No turn is made: that may cost money, and change what it likes.
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

    /// Looks in a slot that holds a candidate.
    package func look(at candidate: Subject) async throws -> AgentLook {
        switch settings.program {
        case .command(let command):
            return AgentLook(missing: try await missing(of: command, at: candidate))
        case .preset(let preset):
            var look = AgentLook(preset: preset, version: try await version(of: preset, at: candidate))
            look.login = login(of: preset)
            return look
        }
    }

    /// The names in a command of files that are on this machine, for the user, and not where it runs.
    private func missing(of command: CommandLine, at candidate: Subject) async throws -> [String] {
        let named = files(in: command)
        guard !named.isEmpty else { return [] }
        let look = #"for file; do [ -e "$file" ] || echo "$file"; done"#
        let result = try await run(
            ["/bin/sh", "-c", look, "sh"] + named, program: command.words[0], at: candidate)
        let absent = Set(result.stdout.text.split(separator: "\n").map(String.init))
        return named.filter(absent.contains)
    }

    /// What a preset's program says that it is, in a line; `nil` where it is not there.
    private func version(of preset: AgentPreset, at candidate: Subject) async throws -> String? {
        let look = #"command -v "$1" >/dev/null || exit 127; "$1" --version </dev/null 2>&1 || echo"#
        let result = try await run(
            ["/bin/sh", "-c", look, "sh", preset.executable], program: preset.executable, at: candidate)
        guard result.succeeded else { return nil }
        let line = result.stdout.text.split(separator: "\n").first { $0.contains(where: \.isNumber) }
        return line.map { String($0.prefix(80)) } ?? ""
    }

    /// By what it seems to be logged in: a variable that it is given, or a file that is copied for it; `nil` where there is neither.
    private func login(of preset: AgentPreset) -> String? {
        let variables = bench.environment.named(settings.secrets)
        let named = settings.secrets.first { preset.opens(by: $0) && variables[$0]?.isEmpty == false }
        return named
            ?? settings.credentials.first { file in
                bench.surroundings.home.map { HostFile.exists($0 + "/" + file) } ?? false
            }.map { "~/" + $0 }
    }

    private func run(_ words: [String], program: String, at candidate: Subject) async throws -> ProcessResult
    {
        try await bench.pool.withSlot(.agent) { slot in
            try await slot.move(to: candidate)
            var confinement = slot.site.confinement(sandbox)
            confinement.binds += bench.binds(of: program)
            return try await bench.runner.run(
                ProcessRequest(
                    words: words, directory: slot.path,
                    environment: bench.environment.environment(for: slot.site, secrets: [], adding: [:]),
                    timeout: .seconds(60), confinement: confinement))
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

/// What was seen of an agent without a turn of it.
package struct AgentLook: Hashable, Sendable {
    /// Of one that hone starts by itself.
    package var preset: AgentPreset?
    /// What its program says that it is, in a line that may be empty; `nil` of a command, and where the program is not there.
    package var version: String?
    /// By what a preset seems to be logged in: the name of a variable, or `~/FILE`; never what that holds.
    package var login: String?
    /// Files that a command names, which are not where it runs.
    package var missing: [String] = []

    /// What keeps it from a proposal, a sentence each.
    package var obstacles: [String] {
        missing.map { file in
            let remedy =
                file.hasPrefix("/")
                ? "`evaluator.sandbox.read` shows what lies elsewhere" : "`evaluator.files` lays it there"
            return "The agent's command names '\(file)', which is not there where it runs; \(remedy)"
        } + (preset.map(obstacles) ?? [])
    }

    private func obstacles(of preset: AgentPreset) -> [String] {
        guard version != nil else {
            return [
                "The agent's program '\(preset.executable)' is not there where it runs: install it, or put its folder on PATH"
            ]
        }
        guard login == nil else { return [] }
        let keys = preset.keys.prefix(2).joined(separator: " or ")
        return [
            "The agent does not seem to be logged in: start `\(preset.executable)` once by yourself, or set \(keys) (see `proposer.secrets`)"
        ]
    }

    /// `claude-code, 2.1.3 (Claude Code), by ANTHROPIC_API_KEY`; `nil` of a command.
    package var words: String? {
        guard let preset, let version else { return nil }
        return
            ([preset.rawValue, version.isEmpty ? nil : version, login.map { "by " + $0 }].compactMap { $0 })
            .joined(separator: ", ")
    }
}

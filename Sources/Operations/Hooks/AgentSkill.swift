import Listings
import Platform
import StudyModel
import Templates
import Wiring

/// What an agent reads of hone when a task asks for it, in a file of the checkout where that agent looks.
package struct AgentSkill: Sendable {
    /// Whose files are known. Codex, and others that follow agentskills.io, read `.agents/skills`.
    package enum Agent: String, CaseIterable, Hashable, Sendable {
        case claudeCode = "claude-code"
        case codex, cursor

        /// Relative to the top of the checkout.
        package var path: String {
            switch self {
            case .claudeCode: ".claude/skills/hone/SKILL.md"
            case .codex: ".agents/skills/hone/SKILL.md"
            case .cursor: ".cursor/rules/hone.mdc"
            }
        }
    }

    private let agent: Agent
    private let file: String

    init(for agent: Agent, in checkout: Checkout) throws {
        self.agent = agent
        file = try checkout.top + "/" + agent.path
    }

    /// Decides when an agent reads the rest.
    private static let description =
        "Improve code, a prompt or a configuration by measured steps with hone (start and follow runs, propose candidates, read what a candidate gained, hand the best over). Use it when somebody asks to optimize, speed up, tune or benchmark with hone, or when the repository has a hone.yaml."

    /// By which a file is known to be hone's.
    private static let mark =
        "<!-- Written by `hone hooks install --agent`; `hone hooks uninstall --agent` takes it away. -->"

    /// The whole file.
    package var text: String {
        let fields =
            switch agent {
            case .claudeCode, .codex: "name: hone\ndescription: \(Self.description)\n"
            case .cursor: "description: \(Self.description)\nglobs:\nalwaysApply: false\n"
            }
        return "---\n\(fields)---\n\n\(Self.mark)\n\n\(Templates.skill)"
    }

    /// Writes the file, over an older one of hone's; throws an `ErrorReport` where another's lies there.
    package func install() throws -> InstalledSkill {
        if try isAnothers() { throw another }
        try HostFile.makeFolder(HostFile.folder(of: file), access: .umask)
        try HostFile.write(Array(text.utf8), to: file, access: .umask)
        return InstalledSkill(agent: agent.rawValue, path: agent.path)
    }

    /// Takes the file away, with the folders that are then empty; one that is not hone's stays, and is an error.
    package func uninstall() throws -> InstalledSkill {
        if try isAnothers() { throw another }
        try ForeignFolder(String(file.dropLast(agent.path.count + 1))).remove(agent.path)
        return InstalledSkill(agent: agent.rawValue, path: agent.path)
    }

    private var another: ErrorReport {
        ErrorReport(
            what: "'\(agent.path)' is not one that hone wrote",
            hint: "Move it away first, or take the words over by hand")
    }

    private func isAnothers() throws -> Bool {
        try HostFile.text(file).map { !$0.contains(Self.mark) } ?? false
    }
}

/// A file that tells an agent of hone.
package struct InstalledSkill: Listing, Hashable {
    package let agent: String
    /// Relative to the top of the checkout.
    package let path: String

    package func write(to line: inout ObjectWriter) {
        line.put("agent", agent)
        line.put("path", path)
    }
}

import Listings
import Platform
import StudyModel
import Templates
import Wiring

/// A file of the checkout by which another program knows of hone: an agent, or the forge that the repository is on.
package struct CarriedFile: Sendable {
    /// Agents whose files are known. Codex, and others that follow agentskills.io, read `.agents/skills`.
    package enum Agent: String, CaseIterable, Hashable, Sendable {
        case claudeCode = "claude-code"
        case codex, cursor

        fileprivate var path: String {
            switch self {
            case .claudeCode: ".claude/skills/hone/SKILL.md"
            case .codex: ".agents/skills/hone/SKILL.md"
            case .cursor: ".cursor/rules/hone.mdc"
            }
        }
    }

    /// Forges whose workflows are known.
    package enum Forge: String, CaseIterable, Hashable, Sendable {
        case github, gitlab

        fileprivate var path: String {
            switch self {
            case .github: ".github/workflows/hone.yml"
            case .gitlab: ".gitlab/hone.yml"
            }
        }

        fileprivate var text: String {
            switch self {
            case .github: Templates.githubWorkflow
            case .gitlab: Templates.gitlabPipeline
            }
        }
    }

    /// Whom it is for, in a word.
    package let reader: String
    /// Relative to the top of the checkout.
    package let path: String
    private let text: String
    private let top: String

    private var file: String { top + "/" + path }

    /// What an agent reads when a task asks for it.
    init(for agent: Agent, in checkout: Checkout) throws {
        let fields =
            switch agent {
            case .claudeCode, .codex: "name: hone\ndescription: \(Self.description)\n"
            case .cursor: "description: \(Self.description)\nglobs:\nalwaysApply: false\n"
            }
        reader = agent.rawValue
        path = agent.path
        text = "---\n\(fields)---\n\n<!-- \(Self.mark) -->\n\n\(Templates.skill)"
        top = try checkout.top
    }

    /// What a forge runs each night.
    init(for forge: Forge, in checkout: Checkout) throws {
        (reader, path, text) = (forge.rawValue, forge.path, forge.text)
        top = try checkout.top
    }

    /// Decides when an agent reads the rest.
    private static let description =
        "Improve code, a prompt or a configuration by measured steps with hone (start and follow runs, propose candidates, read what a candidate gained, hand the best over). Use it when somebody asks to optimize, speed up, tune or benchmark with hone, or when the repository has a hone.yaml."

    /// By which a file is known to be hone's.
    private static let mark = "Written by `hone hooks install`; `hone hooks uninstall` takes it away."

    /// Writes the file, over an older one of hone's; throws an `ErrorReport` where another's lies there.
    package func install() throws -> InstalledFile {
        if try isAnothers() { throw another }
        try HostFile.makeFolder(HostFile.folder(of: file), access: .umask)
        try HostFile.write(Array(text.utf8), to: file, access: .umask)
        return InstalledFile(reader: reader, path: path)
    }

    /// Takes the file away, with the folders that are then empty; one that is not hone's stays, and is an error.
    package func uninstall() throws -> InstalledFile {
        if try isAnothers() { throw another }
        try ForeignFolder(top).remove(path)
        return InstalledFile(reader: reader, path: path)
    }

    private var another: ErrorReport {
        ErrorReport(
            what: "'\(path)' is not one that hone wrote",
            hint: "Move it away first, or take the words over by hand")
    }

    private func isAnothers() throws -> Bool {
        try HostFile.text(file).map { !$0.contains(Self.mark) } ?? false
    }
}

/// A file by which another program knows of hone, as it was put there or taken away.
package struct InstalledFile: Listing, Hashable {
    /// Whom it is for.
    package let reader: String
    /// Relative to the top of the checkout.
    package let path: String

    package func write(to line: inout ObjectWriter) {
        line.put("for", reader)
        line.put("path", path)
    }
}

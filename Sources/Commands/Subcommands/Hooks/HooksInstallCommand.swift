import ArgumentParser
import Operations

struct HooksInstallCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Put hone's hooks in place; your own are kept and run first.",
        discussion:
            "With --agent a file for a coding agent instead, in the checkout where that agent looks for skills or rules: what hone is for, what to run, and what is left to a person."
    )

    static let examples = [
        CommandExample(
            "hone hooks install", "Put them in place; `hone hooks uninstall` takes them away"),
        CommandExample("hone hooks install --agent claude-code", "Tell Claude Code of hone, here"),
    ]

    @OptionGroup var skill: SkillOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let console = place.console()
        if let agent = skill.agent {
            let installed = try place.workshop().skill(for: agent).install()
            if format.json { return console.printJSON(installed) }
            console.print("Wrote '\(installed.path)'; \(agent.rawValue) reads it when a task asks for it")
            console.print("Give it hone's tools too: `hone mcp` is the server")
            return console.print("Take it away with `hone hooks uninstall --agent \(agent.rawValue)`")
        }
        // Without the path the hooks look for `hone` on the PATH.
        let program = ThisProcess.program() ?? "hone"
        let report = try await place.workshop().hooks.install(program: program)
        if format.json { return console.printJSON(report) }
        console.print(HooksPage(report).lines(for: console))
        switch report.reach {
        case .repository: break
        case .checkout: console.print("The folder is in the checkout, so `git status` shows them")
        case .shared: console.print("Every repository whose core.hooksPath names this folder runs them")
        }
        console.print("Take them away with `hone hooks uninstall`")
    }
}

/// Which agent is meant, in place of git's hooks.
struct SkillOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Instead of the hooks, the file for a coding agent: \(AgentSkill.Agent.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "agent"))
    var agent: AgentSkill.Agent?
}

extension AgentSkill.Agent: ExpressibleByArgument {}

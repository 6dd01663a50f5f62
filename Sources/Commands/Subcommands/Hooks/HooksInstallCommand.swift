import ArgumentParser
import Operations

struct HooksInstallCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Put hone's hooks in place; your own are kept and run first.",
        discussion: """
            With --agent a file for a coding agent instead, in the checkout where that agent looks for skills or rules: what hone is for, what to run,
            and what is left to a person. With --ci what a forge runs each night: the newest run goes on, its refs are sent back, and a confirmed gain
            becomes a draft pull request.
            """
    )

    static let examples = [
        CommandExample(
            "hone hooks install", "Put them in place; `hone hooks uninstall` takes them away"),
        CommandExample("hone hooks install --agent claude-code", "Tell Claude Code of hone, here"),
        CommandExample(
            "hone hooks install --ci github", "A run that goes on each night, and drafts its gain"),
    ]

    @OptionGroup var carried: CarriedFileOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let console = place.console()
        if let file = try carried.file(in: place) {
            let installed = try file.install()
            if format.json { return console.printJSON(installed) }
            console.print("Wrote '\(file.path)'; \(carried.note(on: file))")
            return console.print("Take it away with `hone hooks uninstall \(carried.option)`")
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

/// What is meant in place of git's hooks.
struct CarriedFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Instead of the hooks, the file for a coding agent: \(CarriedFile.Agent.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "agent"))
    var agent: CarriedFile.Agent?

    @Option(
        help: ArgumentHelp(
            "Instead of the hooks, what a forge runs each night: \(CarriedFile.Forge.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "forge"))
    var ci: CarriedFile.Forge?

    func validate() throws {
        if agent != nil, ci != nil { throw ValidationError("'--agent' and '--ci' exclude each other") }
    }

    /// The file; `nil` where git's hooks are meant.
    func file(in place: PlaceOptions) throws -> CarriedFile? {
        if let agent { return try place.workshop().file(for: agent) }
        return try ci.map { try place.workshop().file(for: $0) }
    }

    /// What is to be done with it.
    func note(on file: CarriedFile) -> String {
        switch ci {
        case .github: "commit it, and name an image with hone in the repository's variable HONE_IMAGE"
        case .gitlab:
            "commit it, include it from .gitlab-ci.yml, and set the variables HONE_IMAGE and HONE_TOKEN that it names"
        case nil: "\(file.reader) reads it when a task asks for it, and `hone mcp` gives it tools"
        }
    }

    /// As it was given.
    var option: String { agent.map { "--agent \($0.rawValue)" } ?? ci.map { "--ci \($0.rawValue)" } ?? "" }
}

extension CarriedFile.Agent: ExpressibleByArgument {}
extension CarriedFile.Forge: ExpressibleByArgument {}
